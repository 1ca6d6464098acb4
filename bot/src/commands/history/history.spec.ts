import { problemsOf } from '../../chat/spec/block-kit.fake';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Invocation } from '../../chat/asked/invocation';
import { readWords } from '../../chat/asked/words';
import { split } from '../../chat/asked/split';
import type { Message } from '../../chat/slack/message.types';
import { FAKE_OPTIONS } from '../../chat/spec/slack.fake';
import { DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import type { Doer } from '../../domain/access/access.types';
import type { AnyChange } from '../../domain/changes/change.types';
import { ChangeWorld } from '../../domain/changes/spec/change-world';
import { HistoryService } from '../../domain/history/history.service';
import type { DeploymentOutcome, HistoryEntry, HistoryPage } from '../../domain/history/history.types';
import { HistoryCommand, historySpec } from './history.command';
import { historyView } from './history.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const AT = NOW - 180_000;

const changed = (more: Partial<AnyChange> = {}, outcome?: DeploymentOutcome): HistoryEntry => ({
  kind: 'change',
  id: 'chg-1',
  at: AT,
  change: {
    id: 'chg-1',
    kind: 'image',
    ref: REF,
    actor: { id: 'U0ANN', name: 'ann', command: 'cmd-1' },
    origin: { channel: 'C0DEPLOYS' },
    summary: { from: '1.0.0', to: '1.1.0' },
    state: 'done',
    at: AT,
    result: { ...DEPLOYMENT, startedAt: AT },
    ...more,
  } as AnyChange,
  ...(outcome ? { outcome } : {}),
});
const ended = (kind: NonNullable<DeploymentOutcome['conclusion']>['kind'], seconds = 45): DeploymentOutcome => ({
  isFollowed: false,
  conclusion: { kind, at: AT + seconds * 1000 },
});
const refused: HistoryEntry = {
  kind: 'attempt',
  id: 'aud-1',
  at: AT,
  attempt: {
    actor: { id: 'U0BEN', command: 'cmd-2' },
    command: '/ecs scale x 4 <!channel>',
    outcome: 'refused',
    channel: 'D0BEN',
    detail: 'needs the right to operate',
  },
};

const shown = (entries: HistoryEntry[], more: object = {}): Message =>
  historyView(NOW, { ref: REF, withIds: false, entries, ...more });
/** The lines of a message, the dates as everybody sees them. */
const linesOf = ({ blocks }: Message): string[] =>
  blocks
    .slice(1)
    .flatMap((block) => (block.type === 'section' ? (block.text?.text.split('\n') ?? []) : []))
    .map((line) => line.replaceAll(/<!date\^[^|]*\|([^>]*)>/g, '$1'));
const lineOf = (entry: HistoryEntry, more: object = {}): string | undefined => linesOf(shown([entry], more))[0];

describe('a line of the history', () => {
  it('says when, who, from what to what, with what result and where', () => {
    expect(lineOf(changed({}, ended('succeeded')))).toBe(
      '3 min ago  <@U0ANN>  1.0.0 → 1.1.0  done in 45 s  (in <#C0DEPLOYS>)',
    );
    expect(lineOf(changed({}, ended('succeeded')), { ref: undefined, withIds: true })).toBe(
      '3 min ago  <@U0ANN>  primes/primes-api 1.0.0 → 1.1.0  done in 45 s  (in <#C0DEPLOYS>)  `cmd-1`',
    );
  });

  it.each([
    ['under way', { isFollowed: true }],
    ['under way, *failing* for 60 s', { isFollowed: true, failing: { why: 'tasks', since: NOW - 60_000 } } as const],
    ['started; how it ended is not known', { isFollowed: false }],
    ['*rolled back* after 2 min', ended('rolled-back', 120)],
    ['*failed* after 2 min', ended('failed', 120)],
    ['*stopped* after 2 min', ended('stopped', 120)],
    ['replaced after 2 min', ended('superseded', 120)],
    ['*only partly done*', ended('partly')],
    ['done, and *failing* 2 min after its start', ended('relapsed', 120)],
  ])('says %s', (words, outcome) => {
    expect(lineOf(changed({}, outcome))?.split('  ')[3]).toBe(words);
  });

  it('says of a number of tasks from and to, and that it was done or is being done', () => {
    const scaled = { kind: 'desired', summary: { from: '2', to: '4 tasks' }, result: undefined } as Partial<AnyChange>;
    expect(lineOf(changed(scaled))).toContain('2 → 4 tasks  done  ');
    expect(lineOf(changed({ ...scaled, state: 'running' }))).toContain('2 → 4 tasks  under way  ');
  });

  it('says why something failed, by which command, and who asked where another pressed', () => {
    const askedBy = { id: 'U0CAT' };
    const trouble = `Rate <exceeded>. ${'x'.repeat(500)}`;
    const line = lineOf(changed({ state: 'failed', trouble, origin: { channel: 'D0ANN', askedBy } }));
    expect(line).toContain('<@U0ANN> for <@U0CAT>');
    expect(line).toContain('*failed*: Rate &lt;exceeded&gt;. xxx');
    expect(line).toMatch(/x…  \(in a direct message\)  `cmd-1`$/);
    expect(line!.length).toBeLessThan(300);
  });

  it('says of what was refused what was typed, as nothing but text', () => {
    expect(lineOf(refused)).toBe(
      '3 min ago  <@U0BEN>  `/ecs scale x 4 &lt;!channel&gt;`  *refused*: needs the right to operate  (in a direct message)  `cmd-2`',
    );
  });

  it('says of a deployment from outside who it was, where that is known', () => {
    const outside = (actor: Doer, more: object = {}): string | undefined => {
      const deployment = { ...DEPLOYMENT, startedAt: AT, actor, ...more };
      return lineOf({ kind: 'deployment', id: 'dep-1', at: AT, deployment, outcome: ended('succeeded') });
    };
    expect(outside({ outside: true, name: 'ci-pipeline', as: 'role' })).toBe(
      '3 min ago  ci-pipeline (role)  1.0.0 → 1.1.0  done in 45 s',
    );
    expect(outside({ outside: true }, { isRestart: true, to: DEPLOYMENT.from })).toBe(
      '3 min ago  from outside  1.0.0 → 1.0.0, new tasks  done in 45 s',
    );
  });
});

describe('the history', () => {
  it('says so when there is nothing', () => {
    expect(shown([]).text).toBe('primes/primes-api: nothing is in the record yet.');
    expect(shown([], { before: { at: 1 } }).text).toBe('primes/primes-api: nothing older is in the record.');
    expect(shown([], { ref: undefined, environment: 'prod' }).text).toBe(
      'All services in prod: nothing is in the record yet.',
    );
  });

  it('fits into a message however long its lines are, with its buttons', () => {
    const name = '&'.repeat(255);
    const ref = { environment: name, cluster: name, service: name };
    const long = changed({ ref, summary: { from: name, to: name }, state: 'failed', trouble: name });
    const message = shown(
      Array.from({ length: 10 }, () => long),
      { ref: undefined, next: { at: AT, id: 'chg-1' } },
    );
    expect(problemsOf(message)).toEqual([]);
    expect(JSON.stringify(message.blocks.at(-1))).toContain('Older');
  });

  it('takes its own button to what is older, and the age that people type', () => {
    const before = (words: string) => {
      const read = readWords<{ before?: unknown }>(historySpec, split(words).slice(1), '/ecs');
      return read.before;
    };
    const { blocks } = shown([changed()], { next: { at: AT, id: 'chg-5f0c' }, withIds: true });
    const words = /history [^"\\]+/.exec(JSON.stringify(blocks.at(-1)))?.[0];
    expect(words).toBe(`history primes/primes-api --before ${AT}-chg-5f0c --ids`);
    expect(before(words!)).toEqual({ at: AT, id: 'chg-5f0c' });
    expect(before('history --before 2d')).toBe(2 * 86_400_000);
    for (const wrong of ['yesterday', '0d', '12', 'chg-5f0c', '1-2'])
      expect(() => before(`history --before ${wrong}`)).toThrow('How old it is at least is one number and its unit');
  });

  it('asks for what was meant: a service, an environment in any case, or all of them', async () => {
    const asked: unknown[] = [];
    const history = {
      page: (_actor: unknown, what: unknown): Promise<HistoryPage> => {
        asked.push(what);
        return Promise.resolve({ entries: [] });
      },
    } as HistoryService;
    const { services, clock } = new ChangeWorld();
    const command = new HistoryCommand(new ServiceDesk(services, FAKE_OPTIONS), services, history, clock);
    const ann = { actor: { id: 'U0ANN' } } as Invocation;
    const [{ name } = { name: '' }] = services.environments();
    await command.run({}, ann);
    await command.run({ env: name.toUpperCase(), before: 1000 }, ann);
    expect(asked).toEqual([
      { environment: undefined, before: undefined },
      { environment: name, before: { at: clock.now() - 1000 } },
    ]);
    await expect(command.run({ env: 'nowhere' }, ann)).rejects.toThrow('There is no environment nowhere.');
    const guess = (await command.run({ service: 'Primes-API' }, ann))!;
    expect(guess.text).toMatch(/primes-api: nothing is in the record yet/);
    expect(JSON.stringify(guess.blocks)).toContain('I took `Primes-API` for');
  });
});
