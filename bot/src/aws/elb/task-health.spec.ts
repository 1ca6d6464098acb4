import type { Task } from '@aws-sdk/client-ecs';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { healthOf } from './task-health';

const target = (Id: string, State: string, more: TargetHealthDescription['TargetHealth'] = {}, Port = 80) =>
  ({ Target: { Id, Port }, HealthCheckPort: `${Port}`, TargetHealth: { State, ...more } }) as TargetHealthDescription;
const TASK: Task = {
  attachments: [{ type: 'ElasticNetworkInterface', details: [{ name: 'privateIPv4Address', value: '10.0.1.5' }] }],
  containers: [{ name: 'app', healthStatus: 'UNKNOWN' }],
  healthStatus: 'UNKNOWN',
};
const bridged = (hostPort: number): Task => ({ containers: [{ name: 'app', networkBindings: [{ hostPort }] }] });
const failed = target('10.0.1.5', 'unhealthy', { Description: 'Health checks failed with these codes: [503]' });

describe('the health of a task', () => {
  it.each<[string, Task, TargetHealthDescription[][], object]>([
    [
      'healthy at its target',
      TASK,
      [[target('10.0.1.9', 'unhealthy'), target('10.0.1.5', 'healthy')]],
      { health: 'healthy' },
    ],
    [
      'unhealthy, with why and where',
      TASK,
      [[failed]],
      { health: 'unhealthy', reason: 'Health checks failed with these codes: [503]', port: 80 },
    ],
    ['not known yet', TASK, [[target('10.0.1.5', 'initial')]], { health: 'waiting' }],
    ['on its way out', TASK, [[target('10.0.1.5', 'draining')]], { health: 'waiting' }],
    ['on its way out, and not well', TASK, [[target('10.0.1.5', 'unhealthy.draining')]], { health: 'waiting' }],
    ['not registered yet', TASK, [[target('10.0.1.9', 'healthy')]], { health: 'waiting' }],
    [
      'not checked, because no balancer uses the group',
      TASK,
      [[target('10.0.1.5', 'unused')]],
      { health: 'unchecked' },
    ],
    ['not checked at all', TASK, [], { health: 'unchecked' }],
    ['in two groups the worse of both', TASK, [[target('10.0.1.5', 'healthy')], [failed]], { health: 'unhealthy' }],
    [
      'in two groups not known before both know it',
      TASK,
      [[target('10.0.1.5', 'healthy')], [target('10.0.1.5', 'initial')]],
      { health: 'waiting' },
    ],
    [
      'where its checks ask at another port than it serves at, with the one they ask at',
      TASK,
      [[{ ...failed, HealthCheckPort: '8081' }]],
      { health: 'unhealthy', port: 8081 },
    ],
    [
      'by the address of IPv6 that its interface has',
      { containers: [{ networkInterfaces: [{ ipv6Address: '2600:1f13::5' }] }] },
      [[target('2600:1f13::5', 'healthy')]],
      { health: 'healthy' },
    ],
    [
      'by its interface',
      { containers: [{ networkInterfaces: [{ privateIpv4Address: '10.0.1.5' }] }] },
      [[failed]],
      { health: 'unhealthy' },
    ],
    ['by its container', { ...TASK, healthStatus: 'HEALTHY' }, [], { health: 'healthy' }],
    [
      'by what its container says before the task says it',
      { ...TASK, containers: [{ name: 'app', healthStatus: 'UNHEALTHY' }] },
      [],
      { health: 'unhealthy', reason: 'container health check' },
    ],
    [
      'by its container, which outweighs its target',
      { ...TASK, healthStatus: 'UNHEALTHY' },
      [[target('10.0.1.5', 'healthy')]],
      { health: 'unhealthy' },
    ],
    [
      'on an instance, by its port',
      bridged(32768),
      [[target('i-1', 'healthy', {}, 32768), target('i-2', 'unhealthy', {}, 32769)]],
      { health: 'healthy' },
    ],
    [
      'on an instance, where two share the port: nobody can tell which',
      bridged(32768),
      [[target('i-1', 'healthy', {}, 32768), target('i-2', 'unhealthy', {}, 32768)]],
      { health: 'unchecked' },
    ],
  ])('%s', (_name, task, groups, health) => {
    expect(healthOf(task, groups)).toMatchObject(health);
  });
});
