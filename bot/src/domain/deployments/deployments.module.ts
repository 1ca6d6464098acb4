import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { DeploymentsService } from './deployments.service';

@Module({ imports: [ImagesModule], providers: [DeploymentsService], exports: [DeploymentsService] })
export class DeploymentsModule {}
