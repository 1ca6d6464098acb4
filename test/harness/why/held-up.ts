import {
  ECSClient,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import { Alarms } from '../alarms';
import { shell } from './containers';
import type { Deployed, Deployments } from './deployments';

/** A deployment that something holds up, or ends, though its tasks are well. */
export interface HeldUp extends Deployed {
  /** Old tasks that run before. */
  old?: number;
  /** Resolves once ECS has said what holds it up, or has ended it. */
  play: (name: string, on: Deployments) => Promise<void>;
  says: RegExp;
}

const CLUSTER = 'primes';
const ALARM = 'why-alarm';
/** Not healthy for a while, so that there is time to do something meanwhile. */
const SLOW = shell('exec sleep 600', {
  portMappings: [{ containerPort: 80 }],
  healthCheck: { command: ['CMD-SHELL', 'exit 0'], interval: 300 },
});

export const HELD_UP: readonly HeldUp[] = [
  {
    name: 'cornered',
    old: 1,
    service: {
      deploymentConfiguration: { minimumHealthyPercent: 60, maximumPercent: 150 },
      availabilityZoneRebalancing: 'DISABLED',
    },
    play: async (name, on) => {
      await on.deploy({ name }, {});
      await on.says(name, /unable to stop or start tasks/);
    },
    says: /1\.0\.0 is failing: its deployment configuration lets ECS neither stop an old task nor start a new one/,
  },
  {
    name: 'protected',
    old: 1,
    play: async (name, on) => {
      const ecs = new ECSClient(on.client);
      const { taskArns: tasks } = await ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName: name }));
      await ecs.send(new UpdateTaskProtectionCommand({ cluster: CLUSTER, tasks, protectionEnabled: true }));
      await on.deploy({ name }, {});
      await on.says(name, /under protection/);
    },
    says: /1 old task may not be stopped: scale-in protection/,
  },
  {
    name: 'alarm',
    old: 1,
    service: { deploymentConfiguration: { alarms: { alarmNames: [ALARM], enable: true, rollback: true } } },
    play: async (name, on) => {
      const alarms = new Alarms(on.client);
      await on.deploy({ name, containers: [SLOW] }, {});
      await on.says(name, /has started/);
      // What it measures may be evaluated in between.
      await on.until(name, 'to be rolled back for its alarm', async () => {
        await alarms.set(ALARM, 'ALARM');
        const { events = [] } = await on.described(name);
        return events.some(({ message }) => /deployment failed: alarm|rolling back/.test(message ?? ''));
      });
      await on.steady(name);
    },
    says: /failed .* and was rolled back: the deployment alarm why-alarm went off/,
  },
  {
    name: 'stopped',
    old: 1,
    play: async (name, on) => {
      const ecs = new ECSClient(on.client);
      await on.deploy({ name, containers: [SLOW] }, {});
      await on.says(name, /has started/);
      const { serviceDeployments } = await ecs.send(
        new ListServiceDeploymentsCommand({ cluster: CLUSTER, service: name, status: ['IN_PROGRESS'] }),
      );
      const { serviceDeploymentArn } = serviceDeployments![0]!;
      await ecs.send(new StopServiceDeploymentCommand({ serviceDeploymentArn, stopType: 'ROLLBACK' }));
      await on.steady(name);
    },
    says: /: somebody stopped it/,
  },
];

/** What some of them need. */
export const prepare = (on: Deployments): Promise<void> => new Alarms(on.client).create(ALARM);
