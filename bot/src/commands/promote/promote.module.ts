import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ChangesModule } from '../../domain/changes/changes.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { PromoteCommand } from './promote.command';

@Module({ imports: [ChatModule, ChangesModule, DeploymentsModule], controllers: [PromoteCommand] })
export class PromoteModule {}
