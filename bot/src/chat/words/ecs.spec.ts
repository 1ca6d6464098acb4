import { ecsWords } from './ecs';

describe("ECS's own words", () => {
  it.each([
    [
      'Scaling activity initiated by (deployment ecs-svc/0123456789012345678)',
      'Scaling activity initiated by a deployment',
    ],
    ['(service web) (deployment ecs-svc/0123456789012345678) deployment completed.', 'deployment completed.'],
    ['rolling back to deployment ecs-svc/0123456789012345678.', 'rolling back to deployment.'],
    [
      '(service web) has stopped 1 running tasks: (task 0123456789abcdef0123456789abcdef).',
      'has stopped 1 running tasks: (task `01234567`).',
    ],
    ['<!channel>', '&lt;!channel&gt;'],
  ])('%s', (said, shown) => {
    expect(ecsWords(said)).toBe(shown);
  });
});
