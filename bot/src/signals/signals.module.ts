import { Module } from '@nestjs/common';
import { IncidentsModule } from '../domain/incidents/incidents.module';
import { ServicesModule } from '../domain/services/services.module';
import { SignalPoller } from './signal.poller';
import { WatchDuty } from './watch-duty';
import { WatchedServices } from './watched-services';

@Module({ imports: [IncidentsModule, ServicesModule], providers: [SignalPoller, WatchDuty, WatchedServices] })
export class SignalsModule {}
