import type { StaticSelect } from '@slack/types';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { fakeInvocation, FAKE_OPTIONS } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import { AccessService } from '../../domain/access/access.service';
import { InMemoryAuditTrail } from '../../domain/access/spec/audit-trail.in-memory.repository';
import { NotPermittedError } from '../../domain/services/services.errors';
import { ecsTask } from '../../domain/tasks/spec/ecs-tasks.fake';
import { TaskWorld } from '../../domain/tasks/spec/task-world';
import type { EcsTask } from '../../domain/tasks/tasks.types';
import { TasksCommand, tasksSpec } from './tasks.command';

const id = (letter: string): string => letter.repeat(32);
const words = (message: Message): string => JSON.stringify(message.blocks);

function room(...tasks: EcsTask[]) {
  const world = new TaskWorld(tasks);
  const now = world.clock.now();
  const rights = { operators: ['U0ANN'], administrators: [] };
  const access = new AccessService(rights, new InMemoryAuditTrail(), world.clock);
  const command = new TasksCommand(new ServiceDesk(world.services, FAKE_OPTIONS), world.tasks, access, world.clock);
  const asked = async (user = 'U0ANN'): Promise<Message> =>
    (await command.run(tasksSpec.input.parse({ service: 'primes-api' }), fakeInvocation('x', user).invocation))!;
  return { world, now, asked };
}

/** The lists to pick from: what they are for, and the commands in them. */
function picksOf({ blocks }: Message): [string | undefined, string[]][] {
  const selects = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])) as StaticSelect[];
  return selects
    .filter(({ type }) => type === 'static_select')
    .map(({ placeholder, options = [] }) => [
      placeholder?.text,
      options.map(({ value = '' }) => (JSON.parse(value) as { command: string }).command),
    ]);
}

describe('tasks', () => {
  it('shows each in a row, the newest first, and what is ill of those that are', async () => {
    const { world, now, asked } = room();
    world.ecs.tasks.push(
      ecsTask({ id: id('a'), createdAt: now - 7_200_000, startedAt: now - 7_200_000 }),
      ecsTask({
        id: id('b'),
        createdAt: now - 60_000,
        startedAt: now - 60_000,
        zone: 'us-west-2b',
        health: 'unhealthy',
        healthReason: 'Health checks failed with these codes: [503]',
      }),
      ecsTask({
        id: id('c'),
        createdAt: now - 1000,
        startedAt: undefined as never,
        status: 'PENDING',
        health: 'waiting',
      }),
    );
    const shown = await asked();
    expect(shown.text).toBe('primes/primes-api: 2 of 2 tasks running, 1 on their way, *1 unhealthy*');
    expect(words(shown)).toContain(
      [
        '```cccccccc  1.0.0  pending    us-west-2a  1 s',
        'bbbbbbbb  1.0.0  UNHEALTHY  us-west-2b  60 s',
        'aaaaaaaa  1.0.0  healthy    us-west-2a  2 h```',
      ].join('\\n'),
    );
    expect(words(shown)).toContain('`bbbbbbbb`: Health checks failed with these codes: [503]');
    expect(problemsOf(shown)).toEqual([]);
    expect(labelsOf(shown)).toEqual(['Refresh', 'Status']);
  });

  it('says of revisions which is which, where there are several', async () => {
    const image = { name: 'primes-api', image: 'r/primes-api:1.1.0' };
    const { asked } = room(
      ecsTask({ id: id('a') }),
      ecsTask({ id: id('b'), revision: 'primes-api:2', containers: [image] }),
    );
    expect(words(await asked())).toMatch(/aaaaaaaa {2}1\.0\.0 {2}primes-api:1 .*bbbbbbbb {2}1\.1\.0 {2}primes-api:2/);
  });

  it('says why those that stopped did, with the exit code of each container that has one', async () => {
    const { world, now, asked } = room();
    world.ecs.tasks.push(
      ecsTask({
        id: id('d'),
        status: 'STOPPED',
        stopping: true,
        stoppedAt: now - 180_000,
        stoppedReason: 'Essential container in task exited',
        containers: [
          { name: 'app', image: 'r/a:1', exitCode: 137, reason: 'OutOfMemoryError: Container killed <!here>' },
          { name: 'envoy', image: 'r/e:1', exitCode: 0 },
          { name: 'init' },
        ],
      }),
    );
    const shown = await asked();
    expect(shown.text).toContain('0 of 2 tasks running; 1 stopped within the last hour');
    expect(words(shown)).toMatch(
      /`dddddddd` of `primes-api:1` stopped <[^>]*>: Essential container in task exited; `app` exit code 137, OutOfMemoryError: Container killed &lt;!here&gt;; `envoy` exit code 0"/,
    );
  });

  it('lets one be picked for its log, and by who may, to be replaced: what is ill first', async () => {
    const sick = ecsTask({ id: id('b'), createdAt: -1, health: 'unhealthy' });
    const { asked } = room(ecsTask({ id: id('a') }), sick, ecsTask({ id: id('d'), stopping: true, stoppedAt: 1 }));
    const logs = ['Log of one', ['d', 'a', 'b'].map((letter) => `logs ${id(letter)}`)];
    expect(picksOf(await asked())).toEqual([
      logs,
      ['Recycle one', ['b', 'a'].map((letter) => `recycle ${id(letter)}`)],
    ]);
    expect(picksOf(await asked('U0BEN'))).toEqual([logs]);
  });

  it('says what could not be read, and shows the rest', async () => {
    const { world, asked } = room(ecsTask({ id: id('a'), health: 'unchecked' }));
    world.ecs.failure = new NotPermittedError('ecs:ListTasks', { why: 'no', next: 'Add it.', cause: undefined });
    world.ecs.healthUnread = 'AWS does not let me call elasticloadbalancing:DescribeTargetHealth.';
    const shown = words(await asked());
    expect(shown).toContain('aaaaaaaa  1.0.0  running');
    expect(shown).toContain('What stopped lately cannot be read: AWS does not let me call ecs:ListTasks.');
    expect(shown).toContain('Whether they are healthy is not known: AWS does not let me call elastic');
  });
});
