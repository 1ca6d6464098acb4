import { ManualClock } from '../../kernel/spec/manual-clock';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { LogsRegion } from './state/logs.region';
import { logsService } from './logs.service';

const CALL = { region: 'us-west-2', accountId: '000000000000', requestId: 'r', origin: 'o', accessKeyId: 'k' };

describe('CloudWatch Logs', () => {
  const clock = new ManualClock();
  let state: LogsRegion;

  let wire: WireClient<LogsRegion>;
  const ask = (name: string, input: object) => wire.call(name, input);
  const fault = (name: string, input: object) => faultOf(ask(name, input));
  const messages = ({ events }: Record<string, unknown>) =>
    (events as { message: string }[]).map(({ message }) => message);

  beforeEach(async () => {
    state = new LogsRegion({ ...CALL, clock });
    wire = new WireClient(logsService(() => state));
    await ask('CreateLogGroup', { logGroupName: '/ecs/primes', tags: { team: 'ops' } });
  });

  it('keeps a group with its retention and its tags, under either form of its ARN', async () => {
    await ask('PutRetentionPolicy', { logGroupName: '/ecs/primes', retentionInDays: 7 });
    const arn = 'arn:aws:logs:us-west-2:000000000000:log-group:/ecs/primes';
    expect(await ask('DescribeLogGroups', { logGroupNamePrefix: '/ecs' })).toMatchObject({
      logGroups: [{ logGroupName: '/ecs/primes', arn: `${arn}:*`, logGroupArn: arn, retentionInDays: 7 }],
    });
    await ask('TagResource', { resourceArn: `${arn}:*`, tags: { stage: 'test' } });
    await ask('UntagResource', { resourceArn: arn, tagKeys: ['team'] });
    expect(await ask('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: { stage: 'test' } });
    await ask('DeleteRetentionPolicy', { logGroupName: '/ecs/primes' });
    const { logGroups } = await ask('DescribeLogGroups', {});
    expect((logGroups as object[])[0]).not.toHaveProperty('retentionInDays');
  });

  it('refuses in AWS’s words', async () => {
    expect(await fault('CreateLogGroup', { logGroupName: '/ecs/primes' })).toEqual([
      'ResourceAlreadyExistsException',
      'The specified log group already exists',
    ]);
    expect(await fault('PutRetentionPolicy', { logGroupName: 'none', retentionInDays: 7 })).toEqual([
      'ResourceNotFoundException',
      'The specified log group does not exist.',
    ]);
    expect((await fault('PutRetentionPolicy', { logGroupName: '/ecs/primes', retentionInDays: 2 }))[1]).toContain(
      "Value '2' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [1, 3, 5,",
    );
    await ask('DeleteLogGroup', { logGroupName: '/ecs/primes' });
    expect((await fault('DeleteLogGroup', { logGroupName: '/ecs/primes' }))[0]).toBe('ResourceNotFoundException');
  });

  it('answers the newest events, and the same token where there are no more', async () => {
    const of = { logGroupName: '/ecs/primes', logStreamName: 'app/1' };
    await ask('CreateLogStream', of);
    const logEvents = [1, 2, 3, 4].map((timestamp) => ({ timestamp, message: `line ${timestamp}` }));
    await ask('PutLogEvents', { ...of, logEvents });
    const newest = await ask('GetLogEvents', { ...of, limit: 2 });
    expect(messages(newest)).toEqual(['line 3', 'line 4']);
    const before = await ask('GetLogEvents', { ...of, limit: 2, nextToken: newest['nextBackwardToken'] });
    expect(messages(before)).toEqual(['line 1', 'line 2']);
    const after = await ask('GetLogEvents', { ...of, nextToken: newest['nextForwardToken'] });
    expect(after).toMatchObject({ events: [], nextForwardToken: newest['nextForwardToken'] });
    await ask('PutLogEvents', { ...of, logEvents: [{ timestamp: 5, message: 'line 5' }] });
    expect(messages(await ask('GetLogEvents', { ...of, nextToken: newest['nextForwardToken'] }))).toEqual(['line 5']);
    expect(messages(await ask('FilterLogEvents', { logGroupName: '/ecs/primes', filterPattern: '"line 2"' }))).toEqual([
      'line 2',
    ]);
  });
});
