import { Global, Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { ChangesModule } from '../domain/changes/changes.module';
import { DeploymentsModule } from '../domain/deployments/deployments.module';
import { AnnouncementPublisher } from '../domain/incidents/incidents.port';
import { ChangeAnnouncements } from '../domain/changes/changes.port';
import { OutsideAnnouncements } from '../domain/outside/outside.port';
import { BuildAnnouncements } from '../domain/builds/builds.port';
import { JobsModule } from '../domain/jobs/jobs.module';
import { JobAnnouncements } from '../domain/jobs/jobs.port';
import { LossAnnouncements } from '../domain/insurance/insurance.port';
import { SeriesAnnouncements } from '../domain/series/series.port';
import { AnsweredAnnouncer } from './answered.announcer';
import { ChangeAnnouncer } from './change.announcer';
import { DeploymentTurns } from './deployment/deployment.turns';
import { CancelledAnnouncer } from './cancelled/cancelled.announcer';
import { ContinuedAnnouncer } from './continued/continued.announcer';
import { ScaledAnnouncer } from './scaled/scaled.announcer';
import { DeploymentAnnouncer } from './deployment/deployment.announcer';
import { DeploymentResumption } from './deployment/deployment.resumption';
import { SeriesAnnouncer } from './deployment/series.announcer';
import { BuiltAnnouncer } from './built/built.announcer';
import { InsuranceAnnouncer } from './insurance/insurance.announcer';
import { JobAnnouncer } from './job/job.announcer';
import { JobStartedAnnouncer } from './job/job-started.announcer';
import { OutsideAnnouncer } from './outside.announcer';
import { UndoneAnnouncer } from './undone/undone.announcer';
import { IncidentPublisher } from './incident.publisher';

/**
 * What the bot says unasked. Global as the modules are that provide the domain's other ports: incidents hand what they
 * decided to `AnnouncementPublisher`, and may know nothing of who draws it.
 */
@Global()
@Module({
  imports: [ChangesModule, ChatModule, DeploymentsModule, JobsModule],
  providers: [
    DeploymentAnnouncer,
    DeploymentResumption,
    DeploymentTurns,
    CancelledAnnouncer,
    ContinuedAnnouncer,
    AnsweredAnnouncer,
    JobStartedAnnouncer,
    ScaledAnnouncer,
    UndoneAnnouncer,
    { provide: ChangeAnnouncements, useClass: ChangeAnnouncer },
    { provide: OutsideAnnouncements, useClass: OutsideAnnouncer },
    { provide: BuildAnnouncements, useClass: BuiltAnnouncer },
    { provide: JobAnnouncements, useClass: JobAnnouncer },
    { provide: LossAnnouncements, useClass: InsuranceAnnouncer },
    { provide: SeriesAnnouncements, useClass: SeriesAnnouncer },
    { provide: AnnouncementPublisher, useClass: IncidentPublisher },
  ],
  exports: [
    AnnouncementPublisher,
    BuildAnnouncements,
    ChangeAnnouncements,
    JobAnnouncements,
    LossAnnouncements,
    OutsideAnnouncements,
    SeriesAnnouncements,
  ],
})
export class AnnouncementsModule {}
