import type { Environment, Home } from '../environment.types';
import type { ServiceRef } from '../service-ref.types';
import { EcsServiceCatalog } from '../services.port';

/** For specs: the services there are, by environment, as `cluster/service`; the clusters are theirs, and `batch` and `empty`. */
export class FakeCatalog extends EcsServiceCatalog {
  /** How often a list was read. */
  reads = 0;
  /** What reading an environment fails with. */
  readonly failing = new Map<string, Error>();
  /** Where an environment is; us-west-2 and 000000000000 where nothing is said. */
  readonly homes = new Map<string, Home>();

  readonly names: Record<string, string[]>;

  constructor(names: Record<string, string[]>) {
    super();
    this.names = { ...names };
  }

  override home({ name }: Environment): Promise<Home> {
    return Promise.resolve(this.homes.get(name) ?? { region: 'us-west-2', account: '000000000000' });
  }

  override list({ name }: Environment): Promise<ServiceRef[]> {
    this.reads++;
    const failure = this.failing.get(name);
    if (failure) return Promise.reject(failure);
    return Promise.resolve(
      (this.names[name] ?? []).map((path) => {
        const [cluster = '', service = ''] = path.split('/');
        return { environment: name, cluster, service };
      }),
    );
  }

  override clustersOf({ name }: Environment): Promise<string[]> {
    return Promise.resolve([...(this.names[name] ?? []).map((path) => path.split('/')[0] ?? ''), 'batch', 'empty']);
  }
}
