import { parseClusterQuery, QueryError } from './cluster-query';
import { ContainerInstance } from './container-instance';

const instance = new ContainerInstance(
  {
    id: '0'.repeat(32),
    arn: 'arn:aws:ecs:us-west-2:000000000000:container-instance/batch/0',
    clusterName: 'batch',
    ec2InstanceId: 'i-1',
    availabilityZone: 'us-west-2a',
  },
  { cpu: 2048, memory: 3873, tcpPorts: [], udpPorts: [] },
  { agentVersion: '1.9.0' },
  Date.UTC(2026, 1, 1),
  [
    ['ecs.instance-type', 'g2.2xlarge'],
    ['ecs.availability-zone', 'us-west-2a'],
    ['stack', ''],
  ],
);
instance.hold('t', { group: 'service:web', cpu: 1, memory: 1, tcpPorts: [], udpPorts: [], hasInterface: false });

test.each<[string, boolean]>([
  ['attribute:ecs.instance-type == g2.2xlarge', true],
  ['attribute:ecs.instance-type equals t2.small', false],
  ['attribute:ecs.availability-zone in [us-west-2a, us-west-2b]', true],
  ['attribute:ecs.availability-zone not_in [us-west-2a]', false],
  ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-west-2d', true],
  ['attribute:ecs.instance-type =~ g2', false],
  ['attribute:stack exists && attribute:other !exists', true],
  ['task:group == service:web', true],
  ['not(task:group == service:web)', false],
  ['runningTasksCount == 1', true],
  ['agentVersion < 1.14.5', true],
  ['agentVersion >= 1.9.0', true],
  ['registeredAt < 2018-02-13', false],
  ["ec2InstanceId in ['i-1', 'i-2']", true],
  ['agentConnected == false or (agentConnected == true and ec2InstanceId == i-1)', true],
  ['!(agentConnected == true) || ec2InstanceId == i-9', false],
])('%s: %s', (expression, isMember) => {
  expect(parseClusterQuery(expression)(instance)).toBe(isMember);
});

test.each([
  '',
  'attribute:x',
  'attribute:x ==',
  'color == red',
  'ec2InstanceId ~ i-1',
  '(ec2InstanceId == i-1',
  'ec2InstanceId in i-1',
  'ec2InstanceId == i-1 i-2',
])('%j is no expression', (expression) => expect(() => parseClusterQuery(expression)).toThrow(QueryError));
