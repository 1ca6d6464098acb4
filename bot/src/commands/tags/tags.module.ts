import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { ImagesModule } from '../../domain/images/images.module';
import { TagsCommand } from './tags.command';

@Module({ imports: [ChatModule, DeploymentsModule, ImagesModule], controllers: [TagsCommand] })
export class TagsModule {}
