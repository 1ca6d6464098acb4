import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { ObservationsService } from './observations.service';

@Module({ imports: [ImagesModule], providers: [ObservationsService], exports: [ObservationsService] })
export class ObservationsModule {}
