import { restartOf } from './restart';
import { BEGAN, DEPLOYMENT, fresh, old } from './spec/rollouts.fake';

const again = fresh({ id: 'ecs-svc/9', createdAt: BEGAN + 2000 });
const left = fresh({ primary: false });

test('a newer deployment of the same revision is the deployment started again', () => {
  expect(restartOf(DEPLOYMENT, { deployments: [again, left, old(2)] })).toBe(again);
});

test.each([
  ['the deployment itself', [fresh(), old(2)]],
  ['one of another revision', [{ ...again, revision: 'primes-api:3' }, left]],
  ['one from before it', [{ ...again, createdAt: BEGAN - 1 }, left]],
  ['one that is not the primary one', [{ ...again, primary: false }, left]],
  ['ECS’s own way back to it', [{ ...again, reason: 'ECS deployment circuit breaker: rolling back to …' }, left]],
  ['none at all', []],
])('%s is not', (_what, deployments) => {
  expect(restartOf(DEPLOYMENT, { deployments })).toBeUndefined();
});
