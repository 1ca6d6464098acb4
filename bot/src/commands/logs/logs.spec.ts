import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { FAKE_OPTIONS, fakeInvocation, FakeSlack } from '../../chat/spec/slack.fake';
import { SlackPoster } from '../../chat/slack/slack-poster';
import { PrivateFiles } from '../../chat/told/private-files';
import { LogUnreadableError } from '../../domain/logs/logs.errors';
import { LogsService } from '../../domain/logs/logs.service';
import { FakeContainerLogs } from '../../domain/logs/spec/container-logs.fake';
import { ecsContainer } from '../../domain/observations/spec/ecs-services.fake';
import { ecsTask } from '../../domain/tasks/spec/ecs-tasks.fake';
import { TaskWorld } from '../../domain/tasks/spec/task-world';
import type { EcsTask } from '../../domain/tasks/tasks.types';
import { LogsCommand, logsSpec } from './logs.command';
import { LogsReader } from './logs.reader';

const id = (letter: string): string => letter.repeat(32);
const APP = { name: 'primes-api' };
const ENVOY = { name: 'envoy' };

function room(tasks: EcsTask[] = [ecsTask({ id: id('a') }), ecsTask({ id: id('b') })]) {
  const world = new TaskWorld(tasks, {
    containers: [ecsContainer(), ecsContainer({ name: 'envoy', main: false })],
  });
  const written = new FakeContainerLogs();
  const reader = new LogsReader(world.tasks, world.observations, new LogsService(written), world.clock);
  const slack = new FakeSlack(world.clock);
  const files = new PrivateFiles(slack.web, new SlackPoster(slack.web, world.clock));
  const desk = new ServiceDesk(world.services, FAKE_OPTIONS);
  const command = new LogsCommand(desk, world.tasks, reader, files, world.clock);
  const now = world.clock.now();
  const write = (letter: string, container: string, ...texts: [number, string][]) =>
    written.write(
      id(letter),
      texts.map(([ago, text]) => ({ at: now - ago, text })),
      container,
    );
  const logs = async (input: object) =>
    (await command.run(logsSpec.input.parse(input), fakeInvocation('/ecs logs primes-api').invocation))!;
  return { world, slack, written, write, logs };
}

const words = (message: { blocks: unknown[] }): string => JSON.stringify(message.blocks);

describe('logs', () => {
  it('shows the lines of all tasks by time, each with its task, the newest last and secrets masked', async () => {
    const { write, logs } = room();
    write('a', 'primes-api', [3000, 'one'], [1000, 'three <!channel> password=hunter2']);
    write('b', 'primes-api', [2000, 'two ```']);
    const shown = await logs({ service: 'primes-api' });
    expect(words(shown)).toContain(
      "```11:59:57.000 aaaaaaaa one\\n11:59:58.000 bbbbbbbb two '''\\n11:59:59.000 aaaaaaaa three &lt;!channel&gt; password=•••```",
    );
    expect(shown.text).toBe('primes/primes-api: the last 3 lines of 2 tasks');
    expect(labelsOf(shown)).toEqual(['Refresh', 'Status', 'Events']);
    expect(problemsOf(shown)).toEqual([]);
  });

  it("shows the container whose version is the service's, another by name, and offers the others", async () => {
    const { write, logs } = room([ecsTask({ id: id('a'), containers: [APP, ENVOY] })]);
    write('a', 'primes-api', [1000, 'mine']);
    write('a', 'envoy', [1000, 'its']);
    const shown = await logs({ service: 'primes-api' });
    expect(shown.text).toBe('primes/primes-api: `primes-api`: the last line of 1 task');
    expect(words(shown)).not.toContain('its```');
    expect(valueOf(shown, 'Log of envoy')).toEqual({
      v: 1,
      command: 'logs primes/primes-api --lines 50 --container envoy',
    });
    expect(words(await logs({ service: 'primes-api', container: 'envoy' }))).toContain('its```');
    await expect(logs({ service: 'primes-api', container: 'web' })).rejects.toThrow(
      'I cannot read the log of web. No task here has a container of that name: they have primes-api, envoy.',
    );
  });

  it("shows all containers, each line with its own, where none is the service's", async () => {
    const { world, write, logs } = room([ecsTask({ id: id('a'), containers: [APP, ENVOY] })]);
    const look = await world.looks.look(ecsTask().ref);
    world.looks.set({
      ...look,
      containers: [ecsContainer({ main: false }), ecsContainer({ name: 'envoy', main: false })],
    });
    write('a', 'primes-api', [2000, 'mine']);
    write('a', 'envoy', [1000, 'its']);
    expect(words(await logs({ service: 'primes-api' }))).toContain(
      '```11:59:58.000 primes-api mine\\n11:59:59.000 envoy its```',
    );
  });

  it('keeps to what is looked for, and to how far back; its buttons ask the same again', async () => {
    const { write, logs } = room();
    write('a', 'primes-api', [700_000, 'ERROR old'], [2000, 'fine'], [1000, 'an error']);
    const shown = await logs({ service: 'primes-api', grep: 'error', since: '10m', lines: '5' });
    expect(words(shown)).toContain('```11:59:59.000 an error```');
    expect(shown.text).toBe('primes/primes-api: the last line with `error` in them in the last 10 min of 2 tasks');
    expect(valueOf(shown, 'Refresh')).toEqual({
      v: 1,
      command: 'logs primes/primes-api --grep error --since 600s --lines 5',
    });
  });

  it('reads a task by its first digits, one that has stopped too', async () => {
    const stopped = ecsTask({ id: id('c'), stopping: true, status: 'STOPPED', stoppedAt: 1 });
    const { write, logs } = room([ecsTask({ id: id('a') }), stopped]);
    write('c', 'primes-api', [90_000_000, 'the end']);
    const shown = await logs({ service: 'cccccccc' });
    expect(words(shown)).toContain('```2026-11-23 11:00:00.000 the end```');
    expect(shown.text).toBe('Task cccccccc: the last line');
    expect(words(shown)).toContain('Task `cccccccc` of *primes/primes-api*');
    await expect(logs({ service: 'dddddddd' })).rejects.toThrow(/There is no task dddddddd\. None that runs begins so/);
  });

  it('says what could not be read, and shows the rest', async () => {
    const { written, write, logs } = room();
    write('a', 'primes-api', [1000, 'one']);
    written.write(id('b'), new LogUnreadableError('app', { why: 'Its log driver is splunk' }), 'primes-api');
    const shown = await logs({ service: 'primes-api' });
    expect(words(shown)).toContain('one```');
    expect(words(shown)).toContain('`bbbbbbbb`: I cannot read the log of app. Its log driver is splunk.');
  });

  it('says so where nothing was written, where no task runs, and where it did not look further back', async () => {
    expect((await room().logs({ service: 'primes-api', since: '10m' })).text).toBe(
      'primes/primes-api: no lines in the last 10 min of 2 tasks',
    );
    expect((await room([]).logs({ service: 'primes-api' })).text).toBe(
      'primes/primes-api: no task runs, and none stopped within the last hour',
    );
    const { written, logs } = room();
    written.tail = () => Promise.resolve({ lines: [], earlier: true });
    expect(words(await logs({ service: 'primes-api', grep: 'x' }))).toContain('I did not look further back');
  });

  it('gives all of it as a file, to the asker alone, where it does not fit into a message', async () => {
    const { slack, write, logs } = room();
    write('a', 'primes-api', ...Array.from({ length: 300 }, (_, n): [number, string] => [n * 1000, 'x'.repeat(100)]));
    const shown = await logs({ service: 'primes-api', lines: '300' });
    expect(words(shown)).toMatch(/The first \d+ lines of these did not fit into one message\./);
    expect(words(shown)).toContain('All of it is in a file, in your direct message with me.');
    expect(slack.calls.map(({ method }) => method)).toEqual([
      'files.getUploadURLExternal',
      'upload',
      'chat.postMessage',
      'files.completeUploadExternal',
    ]);
    expect(slack.to('chat.postMessage')).toMatchObject([{ channel: 'U0ANN' }]);
    expect(slack.to('files.completeUploadExternal')).toMatchObject([
      { files: [{ id: 'F0FILE' }], channel_id: 'U0ANN' },
    ]);
    const [{ body } = {}] = slack.to('upload');
    expect(String(body).split('\n')).toHaveLength(301);
    expect(String(body).startsWith(`11:55:01.000 ${'x'.repeat(100)}\n`)).toBe(true);
  });

  it('says why it could not give it as a file', async () => {
    const { slack, write, logs } = room();
    slack.next.set('files.getUploadURLExternal', [{ ok: false, error: 'missing_scope' }]);
    write('a', 'primes-api', [1000, 'x'.repeat(5000)]);
    expect(words(await logs({ service: 'primes-api' }))).toContain(
      'I could not give you all of it as a file: my Slack app lacks the scope files:write, which its manifest asks for.',
    );
    expect(slack.to('chat.postMessage')).toEqual([]);
  });

  it('offers more lines where there are more, and says how its numbers are written', async () => {
    const { write, logs } = room();
    write('a', 'primes-api', [2000, 'one'], [1000, 'two']);
    const shown = await logs({ service: 'primes-api', lines: '1' });
    expect(valueOf(shown, '200 lines')).toEqual({ v: 1, command: 'logs primes/primes-api --lines 200' });
    const trouble = (input: object): string | undefined => logsSpec.input.safeParse(input).error?.issues[0]?.message;
    for (const lines of ['0', '1001', 'many', '-3'])
      expect(trouble({ service: 'x', lines })).toBe('The number of lines is a whole number from 1 to 1000.');
    expect(trouble({ service: 'x', since: 'yesterday' })).toMatch(/How far back is one number and its unit/);
  });
});
