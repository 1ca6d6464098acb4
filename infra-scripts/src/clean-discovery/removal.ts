import { ResourceInUse } from '@aws-sdk/client-servicediscovery';
import { Refusal } from '../terminal/failure';
import type { CloudMap } from './cloud-map';
import type { Verdict } from './judge';

/** The part of Cloud Map that removing needs. */
export type RemovableMap = Pick<CloudMap, 'deregister' | 'deleteService' | 'deleteNamespace' | 'finished'>;

/**
 * Removes leftovers: each service's instances, then the service, and namespaces once their services are gone.
 * @param say told of each thing as it goes
 * @throws Refusal where Cloud Map will not, with the reason and what to do
 */
export async function remove(leftovers: readonly Verdict[], map: RemovableMap, say: (line: string) => void) {
  for (const leftover of leftovers) {
    try {
      await (leftover.kind === 'service' ? removeService : removeNamespace)(leftover, map, say);
    } catch (error) {
      if (!(error instanceof ResourceInUse)) throw error;
      throw new Refusal(
        `The ${leftover.kind} ${leftover.name} is in use again: ${error.message}. Something was registered meanwhile; run this again to see what.`,
      );
    }
  }
}

async function removeService({ id, name, instances }: Verdict, map: RemovableMap, say: (line: string) => void) {
  const begun: { operation: string; what: string }[] = [];
  for (const instance of instances) {
    const operation = await map.deregister(id, instance);
    if (operation) begun.push({ operation, what: `Deregistering the instance ${instance} of ${name}` });
  }
  for (const { operation, what } of begun) await map.finished(operation, what);
  if (begun.length > 0) say(`Deregistered ${counted(begun.length, 'instance')} of ${name}.`);
  await map.deleteService(id);
  say(`Removed the service ${name}.`);
}

async function removeNamespace({ id, name }: Verdict, map: RemovableMap, say: (line: string) => void) {
  const operation = await map.deleteNamespace(id);
  if (operation) await map.finished(operation, `Deleting the namespace ${name}`);
  say(`Removed the namespace ${name}.`);
}

/** "1 instance", "2 instances" */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
