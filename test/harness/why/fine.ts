import { ECSClient, ListTasksCommand, StopTaskCommand } from '@aws-sdk/client-ecs';
import { logged, proxy, server, shell, WELL } from './containers';
import type { Deployments } from './deployments';

/** What happens to a service while, or before, something is deployed to it that is well. */
export interface Fine {
  name: string;
  /** Resolves when the last deployment of the service was started, and all that looks alarming has happened. */
  play: (name: string, on: Deployments) => Promise<void>;
  balanced?: true;
}

const CLUSTER = 'primes';

/** Stops a task of a service by hand, as soon as there is one. */
async function recycle(serviceName: string, on: Deployments): Promise<void> {
  const ecs = new ECSClient(on.client);
  await on.until(serviceName, 'to have a task', async () => {
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName }));
    if (taskArns[0] === undefined) return false;
    await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: taskArns[0], reason: 'Recycled by hand' }));
    return true;
  });
}

/** Deployments that are well, whatever happens beside them. */
export const FINE: readonly Fine[] = [
  {
    name: 'noisy-log',
    play: (name, on) =>
      on.deploy({
        name,
        containers: [logged('while :; do echo "ERROR java.lang.OutOfMemoryError: Java heap space"; sleep 0.3; done')],
      }),
  },
  {
    name: 'slow-within-grace',
    balanced: true,
    play: async (name, on) => {
      await on.update(name, { healthCheckGracePeriodSeconds: 300 });
      await on.deploy({ name, containers: [server('r.end()', 1500)] });
    },
  },
  {
    name: 'optional-sidecar-ends',
    play: (name, on) => on.deploy({ name, containers: [WELL, proxy('sleep 0.2; exit 1', { essential: false })] }),
  },
  {
    name: 'first-container-ends',
    play: (name, on) =>
      on.deploy({
        name,
        containers: [
          { ...WELL, dependsOn: [{ containerName: 'proxy', condition: 'SUCCESS' }] },
          proxy('exit 0', { essential: false }),
        ],
      }),
  },
  {
    name: 'recycled',
    play: async (name, on) => {
      await on.deploy({ name, containers: [WELL] }, { desiredCount: 2 });
      await recycle(name, on);
    },
  },
  {
    name: 'scaled-in',
    play: async (name, on) => {
      await on.deploy({ name, containers: [WELL] }, { desiredCount: 4 });
      await on.says(name, /has started/);
      await on.update(name, { desiredCount: 1 });
    },
  },
  {
    name: 'restarted',
    play: async (name, on) => {
      await on.deploy({ name });
      await on.steady(name);
      await on.update(name, { forceNewDeployment: true });
    },
  },
  {
    name: 'failed-before',
    play: async (name, on) => {
      await on.deploy({ name, containers: [shell('exit 1')] });
      await on.failed(name);
      await on.deploy({ name, containers: [WELL] });
    },
  },
  {
    name: 'old-one-exits-with-an-error',
    play: async (name, on) => {
      await on.deploy({ name, containers: [shell('trap "exit 1" TERM; sleep 600 & wait')] });
      await on.steady(name);
      await on.deploy({ name, containers: [WELL] });
    },
  },
  {
    name: 'old-one-has-to-be-killed',
    play: async (name, on) => {
      const stubborn = shell('trap "" TERM; while :; do sleep 1; done', { stopTimeout: 2 });
      await on.deploy({ name, containers: [stubborn] });
      await on.steady(name);
      await on.deploy({ name, containers: [WELL] });
    },
  },
  { name: 'no-tasks', play: (name, on) => on.deploy({ name }, { desiredCount: 0 }) },
  {
    name: 'throttled-once',
    play: async (name, on) => {
      await on.fault(name, 'throttled', 1);
      await on.deploy({ name });
    },
  },
];
