import { Module } from '@nestjs/common';
import { IncidentsModule } from '../domain/incidents/incidents.module';
import { InsuranceModule } from '../domain/insurance/insurance.module';
import { OutsideModule } from '../domain/outside/outside.module';
import { ServicesModule } from '../domain/services/services.module';
import { InsuranceDuty } from './insurance-duty';
import { SignalParts } from './signal-parts';
import { SignalPoller } from './signal.poller';
import { WatchDuty } from './watch-duty';
import { WatchedServices } from './watched-services';

@Module({
  imports: [IncidentsModule, InsuranceModule, OutsideModule, ServicesModule],
  providers: [InsuranceDuty, SignalParts, SignalPoller, WatchDuty, WatchedServices],
})
export class SignalsModule {}
