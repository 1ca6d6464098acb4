import type { SignalSource } from '../domain/incidents/incidents.port';
import type { IncidentsService } from '../domain/incidents/incidents.service';
import type { Clock } from '../kernel/clock';
import type { WatchedServices } from './watched-services';

/** What the news of an environment are read with, and who hears them. */
export interface SignalParts {
  watched: WatchedServices;
  source: SignalSource;
  incidents: IncidentsService;
  clock: Clock;
}
