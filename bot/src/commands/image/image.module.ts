import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ImageCommand } from './image.command';

@Module({ imports: [ChatModule], controllers: [ImageCommand] })
export class ImageModule {}
