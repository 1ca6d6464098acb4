import { ResourceInUse } from '@aws-sdk/client-servicediscovery';
import type { Verdict } from './judge';
import { remove, type RemovableMap } from './removal';

/** A Cloud Map that only allows what the real one allows. */
class StrictMap implements RemovableMap {
  readonly instances = new Set(['a', 'b']);
  readonly pending = new Map<string, () => void>();
  services = 1;
  gone = false;

  deregister(_service: string, instance: string): Promise<string | undefined> {
    if (!this.instances.has(instance)) return Promise.resolve(undefined);
    return this.begin(`deregister ${instance}`, () => this.instances.delete(instance));
  }

  async deleteService(): Promise<void> {
    if (this.instances.size > 0) throw this.inUse('Service contains registered instances');
    this.services = 0;
  }

  async deleteNamespace(): Promise<string> {
    if (this.services > 0) throw this.inUse('Namespace has associated services');
    return this.begin('delete', () => (this.gone = true));
  }

  async finished(operation: string): Promise<void> {
    this.pending.get(operation)?.();
  }

  private begin(operation: string, end: () => void): Promise<string> {
    this.pending.set(operation, end);
    return Promise.resolve(operation);
  }

  private inUse(message: string): ResourceInUse {
    return new ResourceInUse({ message, $metadata: {} });
  }
}

const leftover = (kind: Verdict['kind'], instances: string[]): Verdict => ({
  kind,
  id: kind,
  name: kind === 'service' ? 'api in a.local' : 'a.local',
  why: '',
  instances,
});

it('waits for the instances before the service, and for the service before the namespace', async () => {
  const map = new StrictMap();
  const said: string[] = [];
  const leftovers = [leftover('service', ['a', 'b', 'gone already']), leftover('namespace', [])];
  await remove(leftovers, map, (line) => said.push(line));
  expect(map.gone).toBe(true);
  expect(said).toEqual([
    'Deregistered 2 instances of api in a.local.',
    'Removed the service api in a.local.',
    'Removed the namespace a.local.',
  ]);
});

it('says that something was registered meanwhile', async () => {
  await expect(remove([leftover('service', ['a'])], new StrictMap(), () => {})).rejects.toThrow(
    'The service api in a.local is in use again: Service contains registered instances. Something was registered meanwhile; run this again to see what.',
  );
});
