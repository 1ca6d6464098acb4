import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ChangesModule } from '../../domain/changes/changes.module';
import { PlanCommand } from './plan.command';

@Module({ imports: [ChatModule, ChangesModule], controllers: [PlanCommand] })
export class PlanModule {}
