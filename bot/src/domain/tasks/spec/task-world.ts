import { ManualClock } from '../../../kernel/spec/manual-clock';
import type { EcsService } from '../../observations/ecs-service.types';
import { ObservationsService } from '../../observations/observations.service';
import { ecsService, FakeEcsServices } from '../../observations/spec/ecs-services.fake';
import { ServicesService } from '../../services/services.service';
import { FakeCatalog } from '../../services/spec/catalog.fake';
import { TasksService } from '../tasks.service';
import type { EcsTask } from '../tasks.types';
import { FakeEcsTasks } from './ecs-tasks.fake';

/** For specs: `primes/primes-api` and whatever tasks there are, with the services that look at them. */
export class TaskWorld {
  readonly clock = new ManualClock();
  readonly ecs: FakeEcsTasks;
  readonly catalog = new FakeCatalog({ default: ['primes/primes-api', 'primes/hello', 'batch/jobs'] });
  readonly services = new ServicesService({ environments: [{ name: 'default' }] }, this.catalog, this.clock);
  readonly looks: FakeEcsServices;
  readonly observations: ObservationsService;
  readonly tasks: TasksService;

  constructor(tasks: EcsTask[], service: Partial<EcsService> = {}) {
    this.ecs = new FakeEcsTasks(...tasks);
    this.looks = new FakeEcsServices(ecsService(service));
    const unasked = undefined as never;
    this.observations = new ObservationsService(this.looks, unasked, unasked, unasked, this.clock);
    this.tasks = new TasksService(this.observations, this.services, this.ecs);
  }
}
