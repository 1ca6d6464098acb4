import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { CheckupModule } from '../../domain/checkup/checkup.module';
import { DoctorCommand } from './doctor.command';
import { DoctorReader } from './doctor.reader';

@Module({
  imports: [ChatModule, CheckupModule],
  controllers: [DoctorCommand],
  providers: [DoctorReader],
  exports: [DoctorReader],
})
export class DoctorModule {}
