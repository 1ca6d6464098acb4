import { z } from 'zod';
import { FaultList } from '../../kernel/faults';
import type { Launch, LaunchFailure, LaunchFaults } from '../engine/launch-faults.port';

/** What a launch can be ordered to fail with, by name; each is read in `LaunchFailure`. */
const FAILURES = [
  'capacity',
  'vcpu-limit',
  'role',
  'throttled',
  'network-timeout',
  'no-addresses',
  'registry-auth-denied',
  'registry-auth-unreachable',
  'secret-denied',
  'secret-unreachable',
  'parameter-denied',
  'parameter-unreachable',
  'volume',
  'pull-denied',
  'pull-rate',
  'registry-unreachable',
  'logs-denied',
  'logs-unreachable',
] as const satisfies readonly LaunchFailure[];

/** The body of `POST /_sandbox/faults` that makes tasks fail to start. */
export const launchFaultSchema = z.strictObject({
  kind: z.literal('launch'),
  failure: z.enum(FAILURES),
  /** Of which cluster, service or family of task definitions; any when left out. */
  cluster: z.string().optional(),
  service: z.string().optional(),
  family: z.string().optional(),
  rate: z.number().min(0).max(1).optional(),
  count: z.number().int().positive().optional(),
});

export type LaunchFaultOrder = z.infer<typeof launchFaultSchema>;

/** The launches that are to fail: what `/_sandbox/faults` sets. */
export class LaunchFaultList implements LaunchFaults {
  private readonly list = new FaultList<LaunchFaultOrder>();

  add(order: LaunchFaultOrder): void {
    this.list.add(order);
  }

  clear(): void {
    this.list.clear();
  }

  take(possible: readonly LaunchFailure[], { cluster, service, family }: Launch): LaunchFailure | undefined {
    return this.list.take(
      (order) =>
        possible.includes(order.failure) &&
        (order.cluster ?? cluster) === cluster &&
        (order.service ?? service) === service &&
        (order.family ?? family) === family,
    )?.failure;
  }
}
