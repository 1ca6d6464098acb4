import { PRIMES } from '../stacks/stack-kinds';
import { refuseWhileChanging, refuseWhileDeploying } from './under-way';

const wanted = { kind: PRIMES, chosen: {}, circumstances: {} };
const changes = (type: string) => ({ count: 1, resources: ['A'], types: { A: type }, text: '' });
const rolling = (rollout: string) => ({
  image: 'primes-api:1.1.0',
  taskDefinition: 'primes-api:2',
  desired: 2,
  running: 3,
  pending: 0,
  rollout,
});
const deploying = (rollout: string, type: string, named = {}) =>
  refuseWhileDeploying({ wanted, running: rolling(rollout), difference: changes(type) }, named);

test('an image under way is not taken over as what runs, unless one is named or the service stays as it is', () => {
  expect(() => deploying('IN_PROGRESS', 'AWS::ECS::TaskDefinition')).toThrow('A deployment of primes-api is under way');
  expect(() => deploying('COMPLETED', 'AWS::ECS::TaskDefinition')).not.toThrow();
  expect(() => deploying('IN_PROGRESS', 'AWS::ECS::Service', { image: '1.0.0' })).not.toThrow();
  expect(() => deploying('IN_PROGRESS', 'AWS::Logs::LogGroup')).not.toThrow();
});

test('a stack that CloudFormation is at work on is left alone', () => {
  const standing = (status: string) => ({ name: 'primes', status, outputs: {}, memory: { options: {}, kept: {} } });
  expect(() => refuseWhileChanging({ wanted, standing: standing('UPDATE_IN_PROGRESS') })).toThrow(
    'is being changed by somebody else (UPDATE_IN_PROGRESS)',
  );
  expect(() => refuseWhileChanging({ wanted, standing: standing('UPDATE_ROLLBACK_COMPLETE') })).not.toThrow();
  expect(() => refuseWhileChanging({ wanted, standing: undefined })).not.toThrow();
});
