import { Module } from '@nestjs/common';
import { CancelModule } from './cancel/cancel.module';
import { ChangesModule } from './changes/changes.module';
import { DeployModule } from './deploy/deploy.module';
import { DoctorModule } from './doctor/doctor.module';
import { EventsModule } from './events/events.module';
import { HelpModule } from './help/help.module';
import { HistoryModule } from './history/history.module';
import { ImageModule } from './image/image.module';
import { LogsModule } from './logs/logs.module';
import { PlanModule } from './plan/plan.module';
import { PromoteModule } from './promote/promote.module';
import { RecycleModule } from './recycle/recycle.module';
import { RestartModule } from './restart/restart.module';
import { RollbackModule } from './rollback/rollback.module';
import { RunModule } from './run/run.module';
import { ScaleModule } from './scale/scale.module';
import { StatusModule } from './status/status.module';
import { TagsModule } from './tags/tags.module';
import { TasksModule } from './tasks/tasks.module';
import { WhyModule } from './why/why.module';

/** THE list: a new command is a folder, and one line here. */
@Module({
  imports: [
    CancelModule,
    ChangesModule,
    DeployModule,
    DoctorModule,
    EventsModule,
    HelpModule,
    HistoryModule,
    ImageModule,
    LogsModule,
    PlanModule,
    PromoteModule,
    RecycleModule,
    RestartModule,
    RollbackModule,
    RunModule,
    ScaleModule,
    StatusModule,
    TagsModule,
    TasksModule,
    WhyModule,
  ],
})
export class CommandsModule {}
