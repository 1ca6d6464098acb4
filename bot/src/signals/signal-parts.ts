import { Injectable } from '@nestjs/common';
import { SignalSource } from '../domain/incidents/incidents.port';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { OutsideService } from '../domain/outside/outside.service';
import { Clock } from '../kernel/clock';
import { WatchedServices } from './watched-services';

/** What the news of an environment are read with, and who hears them. */
@Injectable()
export class SignalParts {
  constructor(
    readonly watched: WatchedServices,
    readonly source: SignalSource,
    readonly incidents: IncidentsService,
    readonly outside: OutsideService,
    readonly clock: Clock,
  ) {}
}
