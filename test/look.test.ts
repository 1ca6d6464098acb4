import { CloudWatchLogsClient, DescribeLogGroupsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient, ListTasksCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

/** The ids of the tasks of primes-api that run. */
async function running(): Promise<string[]> {
  const ecs = new ECSClient(stack.awsClient);
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: 'primes', serviceName: 'primes-api' }));
  return taskArns.map((arn) => arn.split('/').at(-1)!);
}

/** Writes to the log of a task of primes-api as its container would. */
async function write(id: string, texts: string[]): Promise<void> {
  const logs = new CloudWatchLogsClient(stack.awsClient);
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const { logGroupName } = logGroups.find((group) => group.logGroupName?.includes('primes'))!;
  const logStreamName = `primes-api/primes-api/${id}`;
  const logEvents = texts.map((message) => ({ timestamp: Date.now(), message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}

describe('logs', () => {
  test('of a service: what its tasks wrote, each line with its task, for whoever asks alone', async () => {
    const shown = await stack.person('ben').asks('logs primes', /primes\/primes-api: the last \d+ lines of 2 tasks/);
    for (const id of await running()) expect(shown.plain).toContain(` ${id.slice(0, 8)} `);
    expect(shown.plain).toContain('I took primes for primes/primes-api.');
    expect(shown.ephemeral).toBe(true);
  });

  test('of a task by its first digits, and of what was looked for in it alone', async () => {
    const [id = ''] = await running();
    const ben = stack.person('ben');
    const shown = await ben.asks(
      `logs ${id.slice(0, 8)} --lines 1`,
      new RegExp(`Task ${id.slice(0, 8)}.*the last line`),
    );
    await ben.clicks(shown, 'Status');
    await ben.sees(/primes\/primes-api: 2 of 2 running/);
    await ben.asks(`logs ${id} --grep nothing-of-the-sort --since 10m`, /no lines with nothing-of-the-sort in them/);
    await ben.asks('logs 00000000', /There is no task 00000000/);
  });

  test('that do not fit into a message are a file too, in the direct message of whoever asked, without secrets', async () => {
    const [id = ''] = await running();
    await write(id, [...Array.from({ length: 150 }, (_, n) => `${n} ${'x'.repeat(100)}`), 'password=hunter2 for ann']);
    const ben = stack.person('ben');
    const shown = await ben.asks(`logs ${id} --lines 151`, /All of it is in a file, in your direct message with me\./);
    expect(shown.plain).toContain('password=••• for ann');
    const { messages } = await ben.in('@ben').screen();
    const [file] = messages.flatMap(({ files = [] }) => files);
    const content = await (await fetch(`${stack.ready.slack}${file!.url}`)).text();
    expect(content.trim().split('\n')).toHaveLength(151);
    expect(content).toMatch(/password=••• for ann\n$/);
    expect(content).not.toContain('hunter2');
  });
});

describe('tasks', () => {
  test('of a service: each with its state, and one is picked to be looked into', async () => {
    const shown = await stack.person('ben').asks('tasks primes-api', /primes\/primes-api: 2 of 2 tasks running/);
    for (const id of await running()) expect(shown.plain).toMatch(new RegExp(`${id.slice(0, 8)} +1\\.0\\.0 +healthy`));
    expect(shown.plain).not.toContain('Recycle one');
  });

  test('one is recycled: asked about, done in the name of who agreed, in the record, and ECS starts another', async () => {
    const before = await running();
    const id = before[0]!.slice(0, 8);
    const ann = stack.person('ann');
    const asked = await ann.asks(`recycle ${id}`, new RegExp(`task ${id} of 1\\.0\\.0 runs since`));
    expect(asked.plain).toContain('1 other task of it runs beside it');
    expect(await running()).toEqual(before);
    await ann.clicks(asked, `Recycle task ${id} of primes/primes-api`);
    const told = await ann.sees(new RegExp(`ann recycled task ${id} of 1\\.0\\.0`));
    expect(told.ephemeral).toBe(false);
    await waitFor('another task to run', async () => {
      const now = await running();
      return (now.length === 2 && !now.includes(before[0]!)) || undefined;
    });
    await ann.asks(
      'tasks primes-api',
      new RegExp(`${id} of 1\\.0\\.0 (stopped|is stopping)[^]*: Recycled by ann \\(U[^)]+\\) through`),
    );
    await ann.asks('history primes-api', new RegExp(`task ${id} of 1\\.0\\.0 → another task +done`));
    await ann.asks(`recycle ${id}`, new RegExp(`Task ${id} of primes/primes-api runs no more`));
  });
});

describe('tags', () => {
  test('of a service: pushed when, how large, which runs, and one is deployed with one tap by who may', async () => {
    const shown = await stack.person('ben').asks('tags primes-api', /the newest images of primes-api, newest first/);
    expect(shown.plain).toMatch(/1\.2\.0, latest +pushed .* MB +sha256:[0-9a-f]{12}/);
    expect(shown.plain).toMatch(/1\.0\.0 +pushed .* running/);
    expect(shown.plain).not.toContain('[Deploy');
    const offered = await stack.person('ann').asks('tags primes-api', /the newest images/);
    expect(offered.plain).toMatch(/\[Deploy [\w.-]+ to primes\/primes-api\]/);
  });
});

describe('changes', () => {
  test('of all services: what was done through the bot and without it, and by whom', async () => {
    const ecs = new ECSClient(stack.awsClient);
    await ecs.send(new UpdateServiceCommand({ cluster: 'primes', service: 'hello', desiredCount: 0 }));
    const ben = stack.person('ben');
    // CloudTrail is late.
    const shown = await waitFor('CloudTrail to tell of it', async () => {
      const answer = await ben.asks('changes', /what changed in the last hour, newest first/);
      return answer.plain.includes('set to 0 tasks') ? answer : undefined;
    });
    expect(shown.plain).toMatch(/primes\/hello +set to 0 tasks +by sandbox \(user\).*, not through me/);
    expect(shown.plain).toMatch(/primes\/primes-api +task [0-9a-f]{8} of 1\.0\.0 → another task +by ann/);
    expect(shown.plain).not.toMatch(/task [0-9a-f]{8} stopped/);
    await ben.asks('changes hello 1s', /primes\/hello: nothing changed in the last 1 s/);
  });
});
