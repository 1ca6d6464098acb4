import { differencesOf } from './revision-differences';

const revision = (container: object, more: object = {}) => ({
  taskDefinition: {
    family: 'primes-api',
    revision: 1,
    registeredAt: 1,
    registeredBy: 'arn:aws:iam::1:role/x',
    ...more,
    containerDefinitions: [{ name: 'app', image: 'r:1', ...container }],
  },
  tags: [],
});

it('finds nothing in what ECS adds by itself, in an order of members, nor in what is left out', () => {
  const one = revision({ cpu: 0, environment: [] }, { cpu: '256' });
  const other = revision(
    { cpu: 0 },
    { cpu: '256', revision: 2, registeredAt: 2, registeredBy: 'arn:aws:iam::1:role/y' },
  );
  expect(differencesOf(one, other)).toEqual([]);
});

it('names what is set otherwise in an environment or a secret, and never to what', () => {
  const one = revision({
    environment: [
      { name: 'KEPT', value: 'a' },
      { name: 'CHANGED', value: 'password-1' },
      { name: 'GONE', value: 'b' },
    ],
    secrets: [{ name: 'KEY', valueFrom: 'arn:1' }],
  });
  const other = revision({
    environment: [
      { name: 'NEW', value: 'c' },
      { name: 'CHANGED', value: 'password-2' },
      { name: 'KEPT', value: 'a' },
    ],
    secrets: [{ name: 'KEY', valueFrom: 'arn:2' }],
  });
  const found = differencesOf(one, other);
  expect(found).toEqual([
    { container: 'app', member: 'environment', names: ['CHANGED', 'GONE', 'NEW'] },
    { container: 'app', member: 'secrets', names: ['KEY'] },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/password|arn/);
});

it('says of plain values what they were and would be, and of others that they differ', () => {
  const one = revision({ image: 'r:1', command: ['node'] }, { cpu: '256', networkMode: 'awsvpc' });
  const other = revision(
    { image: 'r:2', command: ['node', '--secret=1'] },
    { cpu: '512', memory: '1024', networkMode: 'awsvpc' },
  );
  expect(differencesOf(one, other)).toEqual([
    { member: 'cpu', from: '256', to: '512' },
    { member: 'memory', to: '1024' },
    { container: 'app', member: 'image', from: 'r:1', to: 'r:2' },
    { container: 'app', member: 'command' },
  ]);
});

it('says of a container that it comes or goes', () => {
  const one = revision({});
  const other = { taskDefinition: { containerDefinitions: [{ name: 'sidecar', image: 'envoy' }] } };
  expect(differencesOf(one, { taskDefinition: { ...one.taskDefinition, ...other.taskDefinition } })).toEqual([
    { container: 'app', member: 'container', from: 'app' },
    { container: 'sidecar', member: 'container', to: 'sidecar' },
  ]);
});
