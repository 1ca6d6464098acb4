import { obstaclesIn } from './causes.service';
import type { Obstacle } from './cause.types';

const said = (message: string): Obstacle | undefined =>
  obstaclesIn([{ at: 1, message: `(service shop) ${message}` }])[0]?.obstacle;

describe('what ECS says of a service that does not get on', () => {
  it.each<[string, Obstacle | undefined]>([
    [
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
      { kind: 'placement', problem: 'capacity', reason: expect.stringMatching(/^Capacity is/) as string },
    ],
    [
      'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 3f4de1c5-ffdd-4954-af7e-75b4be0c8841) has insufficient memory available.',
      {
        kind: 'placement',
        problem: 'instance-memory',
        name: '3f4de1c5-ffdd-4954-af7e-75b4be0c8841',
        reason: expect.any(String) as string,
      },
    ],
    [
      'was unable to place a task. Reason: Something new.',
      { kind: 'placement', problem: 'unplaced', reason: 'Something new.' },
    ],
    [
      "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/shop' that was provided for this task.).",
      {
        kind: 'placement',
        problem: 'role',
        name: 'arn:aws:iam::123456789012:role/shop',
        reason: expect.any(String) as string,
      },
    ],
    [
      'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
      { kind: 'cornered' },
    ],
    [
      'was unable to reach steady state because (taskSet ecs-svc/123) was unable to scale in due to (reason 2 tasks under protection).',
      { kind: 'protected', tasks: 2 },
    ],
    [
      'operations are being throttled. Will try again later.',
      { kind: 'throttled', reason: expect.any(String) as string },
    ],
    [
      'failed to register targets in (target-group arn:aws:elasticloadbalancing:r:1:targetgroup/shop/01) with (error The target group does not exist)',
      { kind: 'registration', reason: 'The target group does not exist' },
    ],
    ['has reached a steady state.', undefined],
    ['has started 2 tasks: (task 0123456789abcdef0123456789abcdef).', undefined],
    ['is unable to consistently start tasks successfully.', undefined],
    ['(deployment ecs-svc/1) deployment failed: tasks failed to start.', undefined],
  ])('%s', (message, expected) => {
    expect(said(message)).toEqual(expected);
  });
});
