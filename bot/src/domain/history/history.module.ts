import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { HistoryService } from './history.service';

/** History comes from the global store. */
@Module({ imports: [AccessModule], providers: [HistoryService], exports: [HistoryService] })
export class HistoryModule {}
