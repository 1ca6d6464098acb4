import { NotPermittedError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { TaskDefinitions } from '../ecs/task-definitions';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { ContainerLogsAdapter } from './container-logs.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const TASK = '0a1b'.repeat(8);
const OF = { ref: REF, task: TASK, revision: 'primes-api:1', container: 'app' };
const ALL = { lines: 3, keep: () => true };
const AWSLOGS = { 'awslogs-group': '/ecs/primes', 'awslogs-stream-prefix': 'web', 'awslogs-region': 'eu-west-1' };

class Stopwatch extends ManualClock {
  passed = 0;

  override elapsed(): number {
    return this.passed;
  }
}

function room(
  answer: Answers[string],
  logConfiguration: object | undefined = { logDriver: 'awslogs', options: AWSLOGS },
) {
  const clock = new Stopwatch();
  const containerDefinitions = [{ name: 'app', image: 'app:1', logConfiguration }];
  const aws = new CannedAws(
    { DescribeTaskDefinition: { taskDefinition: { containerDefinitions } }, GetLogEvents: answer },
    undefined,
    clock,
  );
  return { aws, clock, logs: new ContainerLogsAdapter(aws.clients, new TaskDefinitions(aws.clients, clock), clock) };
}

const events = (...texts: string[]) => texts.map((message, at) => ({ timestamp: at, message }));

describe('the log of a container', () => {
  it('is read from the end of its stream, in the region that its task definition says', async () => {
    const { aws, logs } = room(({ nextToken }) => ({
      events: nextToken === undefined ? events('one', 'two') : [],
      nextBackwardToken: 'b/0',
    }));
    const tail = await logs.tail(OF, { ...ALL, since: 1000 });
    expect(tail).toEqual({
      lines: [
        { at: 0, text: 'one' },
        { at: 1, text: 'two' },
      ],
      earlier: false,
    });
    expect(aws.inputs('GetLogEvents')).toEqual([
      {
        logGroupName: '/ecs/primes',
        logStreamName: `web/app/${TASK}`,
        startFromHead: false,
        startTime: 1000,
        limit: 100,
      },
      expect.objectContaining({ nextToken: 'b/0' }),
    ]);
    expect(aws.calls.at(-1)).toMatchObject({ region: 'eu-west-1', service: 'logs' });
  });

  it('is read on where a page is empty or has too little of what is wanted, and no further than it has to be', async () => {
    const pages: Record<string, object> = {
      end: { events: [], nextBackwardToken: '1' },
      '1': { events: events('no', 'yes 3', 'yes 4'), nextBackwardToken: '2' },
      '2': { events: events('yes 1', 'yes 2'), nextBackwardToken: '3' },
    };
    const { aws, logs } = room(({ nextToken = 'end' }) => pages[String(nextToken)]!);
    const tail = await logs.tail(OF, { lines: 3, keep: (text) => text.startsWith('yes') });
    expect(tail.lines.map(({ text }) => text)).toEqual(['yes 2', 'yes 3', 'yes 4']);
    expect(tail.earlier).toBe(true);
    expect(aws.inputs('GetLogEvents')).toHaveLength(3);
  });

  it.each<[string, number, (clock: Stopwatch) => object]>([
    ['eight pages', 8, () => ({ events: events('no') })],
    ['four megabytes', 4, () => ({ events: events('x'.repeat(1_000_001)) })],
    [
      'four seconds',
      4,
      (clock) => {
        clock.passed += 1001;
        return { events: [] };
      },
    ],
  ])('is searched for %s and no longer', async (_what, calls, page) => {
    let place = 0;
    const { aws, clock, logs } = room(() => ({ ...page(clock), nextBackwardToken: `${place++}` }));
    expect(await logs.tail(OF, { lines: 3, keep: () => false })).toEqual({ lines: [], earlier: true });
    expect(aws.inputs('GetLogEvents')).toHaveLength(calls);
  });

  it('is empty where the container wrote nothing', async () => {
    const { logs } = room(awsError('ResourceNotFoundException', 'The specified log stream does not exist.'));
    expect(await logs.tail(OF, ALL)).toEqual({ lines: [], earlier: false });
  });

  it('is under the id of the runtime where no prefix is set', async () => {
    const options = { 'awslogs-group': '/ecs/primes' };
    const { aws, logs } = room({ events: [] }, { logDriver: 'awslogs', options });
    await logs.tail({ ...OF, runtimeId: 'f00d' }, ALL);
    expect(aws.inputs('GetLogEvents')).toMatchObject([{ logStreamName: 'f00d' }]);
  });
});

describe('a log that cannot be read', () => {
  it.each<[string, object | undefined, Answers[string], RegExp]>([
    ['no driver', {}, {}, /sets no log driver/],
    ['another driver', { logDriver: 'awsfirelens' }, {}, /Its log driver is awsfirelens, and I read CloudWatch Logs/],
    ['no group', { logDriver: 'awslogs', options: {} }, {}, /says no awslogs-group/],
    ['no prefix', { logDriver: 'awslogs', options: { 'awslogs-group': 'g' } }, {}, /says no awslogs-stream-prefix/],
    [
      'a group that is not there',
      undefined,
      awsError('ResourceNotFoundException', 'The specified log group does not exist.'),
      /names the log group \/ecs\/primes, and CloudWatch Logs has none of that name in eu-west-1\. Look whether/,
    ],
  ])('%s is said in a sentence', async (_what, configuration, answer, said) => {
    const { logs } = room(answer, configuration);
    await expect(logs.tail(OF, ALL)).rejects.toThrow(said);
  });

  it('that is denied names the permission, and a container that is not there those that are', async () => {
    const { logs } = room(
      awsError('AccessDeniedException', 'User is not authorized to perform: logs:GetLogEvents on x'),
    );
    await expect(logs.tail(OF, ALL)).rejects.toThrow(NotPermittedError);
    await expect(logs.tail({ ...OF, container: 'web' }, ALL)).rejects.toThrow(
      /no container of that name: it has app\./,
    );
  });
});
