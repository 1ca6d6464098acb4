import { Global, Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { DeploymentsModule } from '../domain/deployments/deployments.module';
import { AnnouncementPublisher } from '../domain/incidents/incidents.port';
import { DeploymentAnnouncer } from './deployment/deployment.announcer';
import { IncidentPublisher } from './incident.publisher';

/**
 * What the bot says unasked. Global as the modules are that provide the domain's other ports: incidents hand what they
 * decided to `AnnouncementPublisher`, and may know nothing of who draws it.
 */
@Global()
@Module({
  imports: [ChatModule, DeploymentsModule],
  providers: [DeploymentAnnouncer, { provide: AnnouncementPublisher, useClass: IncidentPublisher }],
  exports: [AnnouncementPublisher],
})
export class AnnouncementsModule {}
