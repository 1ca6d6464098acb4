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

  it('lists streams by name or by their last event, and deletes one', async () => {
    for (const logStreamName of ['app/1', 'app/2'])
      await ask('CreateLogStream', { logGroupName: '/ecs/primes', logStreamName });
    await ask('PutLogEvents', {
      logGroupName: '/ecs/primes',
      logStreamName: 'app/1',
      logEvents: [{ timestamp: clock.now() + 1, message: 'x' }],
    });
    const names = async (more: object) =>
      (
        (await ask('DescribeLogStreams', { logGroupName: '/ecs/primes', ...more }))['logStreams'] as {
          logStreamName: string;
        }[]
      ).map(({ logStreamName }) => logStreamName);
    expect(await names({})).toEqual(['app/1', 'app/2']);
    expect(await names({ orderBy: 'LastEventTime', descending: true, limit: 1 })).toEqual(['app/1']);
    expect(await names({ logStreamNamePrefix: 'app/2' })).toEqual(['app/2']);
    await ask('DeleteLogStream', { logGroupName: '/ecs/primes', logStreamName: 'app/1' });
    expect(await names({})).toEqual(['app/2']);
    expect((await fault('DeleteLogStream', { logGroupName: '/ecs/primes', logStreamName: 'app/1' }))[0]).toBe(
      'ResourceNotFoundException',
    );
  });

  it('pages through groups, and refuses another size or token', async () => {
    await ask('CreateLogGroup', { logGroupName: '/ecs/hello' });
    const first = await ask('DescribeLogGroups', { limit: 1 });
    const second = await ask('DescribeLogGroups', { limit: 1, nextToken: first['nextToken'] });
    expect(
      [first, second].flatMap(({ logGroups }) =>
        (logGroups as { logGroupName: string }[]).map(({ logGroupName }) => logGroupName),
      ),
    ).toEqual(['/ecs/hello', '/ecs/primes']);
    expect(second).not.toHaveProperty('nextToken');
    expect((await fault('DescribeLogGroups', { limit: 51 }))[1]).toContain(
      'Member must have value less than or equal to 50',
    );
    expect((await fault('DescribeLogGroups', { nextToken: 'x' }))[1]).toBe('The specified nextToken is invalid.');
  });
});
