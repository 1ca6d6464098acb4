import { Module } from '@nestjs/common';
import { BuildsModule } from '../domain/builds/builds.module';
import { ImageHookController } from './image-hook.controller';

@Module({ imports: [BuildsModule], controllers: [ImageHookController] })
export class HooksModule {}
