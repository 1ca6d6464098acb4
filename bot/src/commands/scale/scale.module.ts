import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ScaleCommand } from './scale.command';

@Module({ imports: [ChatModule], controllers: [ScaleCommand] })
export class ScaleModule {}
