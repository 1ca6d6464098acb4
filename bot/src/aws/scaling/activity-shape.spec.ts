import { activityOf, triggeringAlarm } from './activity-shape';

const NAME = 'TargetTracking-service/primes/primes-api-AlarmHigh-8a8d3ffc';
const at = new Date('2026-11-24T14:39:18.251Z');
const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };

test('a scaling activity tells what it set; one that set nothing is none', () => {
  const Cause = `monitor alarm ${NAME} in state ALARM triggered policy cpu`;
  const activity = {
    ActivityId: 'a1',
    ServiceNamespace: 'ecs' as const,
    ResourceId: 'service/primes/primes-api',
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    StartTime: at,
    Cause,
    StatusCode: 'InProgress' as const,
  };
  expect(triggeringAlarm({ ...activity, Description: '' })).toBe(NAME);
  expect(activityOf(ref, { ...activity, Description: 'Setting desired count to 4.' })).toEqual({
    kind: 'scaling',
    id: 'a1',
    at: at.getTime(),
    ref,
    status: 'under-way',
    to: 4,
    cause: Cause,
  });
  expect(activityOf(ref, { ...activity, Description: 'Attempting to scale due to alarm triggered' })).toBeUndefined();
});

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingActivity.html: StatusCode
test.each([
  ['Pending', 'under-way'],
  ['InProgress', 'under-way'],
  ['Successful', 'done'],
  ['Unfulfilled', 'unfulfilled'],
  ['Failed', 'failed'],
  ['Overridden', 'overridden'],
] as const)('%s is told as %s, with what AWS says of it', (StatusCode, status) => {
  const told = {
    ActivityId: 'a1',
    ServiceNamespace: 'ecs' as const,
    ResourceId: 'service/primes/primes-api',
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    Description: 'Setting desired count to 4.',
    Cause: '',
    StartTime: at,
    EndTime: new Date(at.getTime() + 1000),
    StatusCode,
    StatusMessage: 'why',
  };
  expect(activityOf(ref, told)).toMatchObject({ status, statusMessage: 'why', endedAt: at.getTime() + 1000 });
});
