/** @long What a bot left that is gone is taken over after some seconds, each time. */
import { Alarms } from './harness/alarms';
import type { Message, Person } from './harness/person';
import { installedPostgres } from './harness/postgres';
import { ReplicaStack } from './harness/replica-stack';
import type { Replica } from './harness/replica-stack';
import { waitFor } from './harness/wait-for';

// Several bots on one PostgreSQL, of which now one and now the other is killed.
const DEADLINE_MS = 90_000;
/** What a bot did that is gone goes on so soon at the latest. */
const TAKEN_OVER_MS = 15_000;
/** An AWS minute: what is under way when a bot is killed is so still when another one goes on. */
const MINUTE_MS = 10_000;

const programs = installedPostgres();
const withPostgres = programs === undefined ? describe.skip : describe;

withPostgres('two bots', () => {
  let stack: ReplicaStack;
  let ann: Person;
  let alarms: Alarms;
  beforeAll(async () => {
    stack = await ReplicaStack.start(programs!, { EPISODE_QUIET_SECONDS: '4' }, MINUTE_MS);
    ann = stack.person('ann');
    alarms = new Alarms(stack.awsClient);
  });
  afterAll(() => stack.stop());
  afterEach(async () => {
    await stack.clearFaults();
    while (stack.bots.length < 2) await stack.add();
  });

  /** All that stands in the channel of one thing: its message, and what was said below it. */
  const thread = async ({ ts }: Message): Promise<string[]> =>
    (await ann.screen()).messages.filter((one) => one.ts === ts || one.thread_ts === ts).map(({ plain }) => plain);

  /** So many messages, ephemeral ones left out, stand in the channel. */
  const posted = async (): Promise<number> =>
    (await ann.screen()).messages.filter(({ ephemeral, thread_ts, ts }) => !ephemeral && (thread_ts ?? ts) === ts)
      .length;

  /** The one message of an alarm, once its episode is over, and how many there are. */
  async function episode(name: string): Promise<{ told: Message; messages: number }> {
    const alerts = ann.in('#alerts');
    const isOf = ({ plain }: Message): boolean => plain.includes(name);
    const told = await alerts.sees(/CPU is back to normal/, isOf, DEADLINE_MS);
    const { messages } = await alerts.screen();
    return { told, messages: messages.filter(isOf).length };
  }

  /** Its end is told, in the message and once below it to whoever asked. */
  async function ends(started: Message, end: RegExp): Promise<void> {
    await ann.sees(end, ({ ts }) => ts === started.ts, DEADLINE_MS);
    await ann.sees(end, ({ thread_ts, plain }) => thread_ts === started.ts && plain.includes('@ann'), DEADLINE_MS);
    const said = await thread(started);
    expect(said.filter((plain) => end.test(plain))).toHaveLength(2);
    expect(said.filter((plain) => plain.includes('shut down'))).toEqual([]);
  }

  /** Who follows the newest deployment, and its id. */
  async function follower(): Promise<[Replica, string]> {
    const id = stack.postgres.ask('SELECT id FROM deployments ORDER BY started_at DESC LIMIT 1');
    return [await stack.holder(`deployment:${id}`), id];
  }

  /** A bot follows the deployment that did not start it. */
  const followedOn = (id: string): Promise<true> => {
    const look = async (): Promise<true | undefined> => stack.said().includes(`I follow ${id} on`) || undefined;
    return waitFor(`another bot to follow ${id} on`, look, TAKEN_OVER_MS);
  };

  test('serve commands side by side', async () => {
    const served = (): boolean[] => stack.bots.map(({ program }) => program.said().includes('/ecs status primes-api'));
    await waitFor('both to be asked', async () => {
      await ann.asks('status primes-api', /2 of 2 running/);
      return served().every(Boolean) || undefined;
    });
  });

  test('go on with the deployment of one that is killed, in its message to its end', async () => {
    const before = await posted();
    const started = await ann.asks('image primes-api oom', /deploying 1\.0\.0 → oom/);
    const [killed, id] = await follower();
    await stack.kill(killed);
    await followedOn(id);
    await ends(started, /rolled back: oom failed/);
    expect(await posted()).toBe(before + 1);
    await ann.asks('status primes-api', /oom failed and was rolled back/);
  });

  test('tell an alarm once that goes off when the one is killed that watches', async () => {
    await alarms.create('due');
    await stack.kill(await stack.holder('watch'));
    await alarms.set('due', 'ALARM');
    const at = Date.now();
    await ann.in('#alerts').sees(/high CPU|back to normal/, ({ plain }) => plain.includes('due'));
    // It is asked for every two seconds.
    expect(Date.now() - at).toBeLessThan(TAKEN_OVER_MS + 3000);
    await alarms.set('due', 'OK');
    expect(await episode('due')).toMatchObject({ messages: 1 });
  });

  test('tell whoever asked what a bot took on that was killed before it came to it', async () => {
    await stack.fault('aws', { service: 'ecs', kind: 'latency', ms: 5000 });
    const { outcome } = await ann.types('status primes-api');
    expect(outcome).toBe('acked');
    const id = await waitFor('it to be taken on', async () =>
      stack.postgres.ask('SELECT bot FROM deliveries WHERE body IS NOT NULL LIMIT 1'),
    );
    await stack.kill(stack.bots.find((bot) => bot.id === id)!);
    await stack.clearFaults();
    const told = await ann.sees(/restarted before I came to \/ecs status primes-api/, undefined, TAKEN_OVER_MS + 3000);
    expect(told.ephemeral).toBe(true);
    await ann.clicks(told, 'Do it now');
    await ann.sees(/2 of 2 running/, ({ ts }) => Number(ts) > Number(told.ts));
  });

  test('let one of two people change a service at a time, and tell the other by whom it is being changed', async () => {
    for (const operation of ['RegisterTaskDefinition', 'UpdateService']) {
      await stack.fault('aws', { service: 'ecs', operation, kind: 'latency', ms: 4000 });
    }
    const asked = ann.asks('image primes-api 1.1.0', /deploying 1\.0\.0 → 1\.1\.0/);
    await stack.holder('service:%');
    const cat = stack.person('cat');
    const refused = (): boolean[] =>
      stack.bots.map(({ program }) => program.said().includes('failed: /ecs image primes-api latest'));
    await waitFor('both to refuse it', async () => {
      await cat.asks('image primes-api latest', /being changed at this moment.*ann is changing it: 1\.0\.0 → 1\.1\.0/s);
      return refused().every(Boolean) || undefined;
    });
    await ends(await asked, /done: 1\.0\.0 → 1\.1\.0/);
  });

  test('do once what was delivered to one that stood still for too long, which leaves to the other what it did', async () => {
    await alarms.create('frozen');
    const started = await ann.asks('image primes-api oom', /deploying 1\.\d\.0 → oom/);
    const [frozen, id] = await follower();
    frozen.program.freeze();
    await alarms.set('frozen', 'ALARM');
    // Slack delivers a mention again, to another socket, when nobody acknowledges it. Some come to the one that stands still.
    for (let n = 0; n < 4; n++) await ann.mentions(`status nowhere-${n}`);
    await followedOn(id);
    frozen.program.thaw();
    for (let n = 0; n < 4; n++) await ann.sees(new RegExp(`no service nowhere-${n}`));
    await waitFor('it to notice', async () => frozen.program.said().includes('they take what I did') || undefined);
    await ends(started, /rolled back: oom failed/);
    await alarms.set('frozen', 'OK');
    expect(await episode('frozen')).toMatchObject({ messages: 1 });
    const { messages } = await ann.screen();
    for (let n = 0; n < 4; n++) {
      expect(messages.filter(({ plain }) => plain.includes(`no service nowhere-${n}`))).toHaveLength(1);
    }
    await ann.asks('status primes-api', /oom failed and was rolled back/);
  });

  test('let go of everything while the database is away, and go on once it is back', async () => {
    await alarms.create('away');
    const before = await posted();
    const started = await ann.asks('image primes-api oom', /deploying 1\.\d\.0 → oom/);
    await stack.postgres.down();
    await alarms.set('away', 'ALARM');
    const letGo = (): boolean => stack.bots.every(({ program }) => program.said().includes('they take what I did'));
    await waitFor('both to let go', async () => letGo() || undefined);
    await ann.asks('scale primes-api 3', /could not write down/);
    await stack.postgres.up();
    await ends(started, /rolled back: oom failed/);
    expect(await posted()).toBe(before + 1);
    await alarms.set('away', 'OK');
    expect(await episode('away')).toMatchObject({ messages: 1 });
  });

  test('are replaced one after the other without a word, and no command and no alarm is lost', async () => {
    await alarms.create('rolling');
    const before = await posted();
    const started = await ann.asks('image primes-api oom', /deploying 1\.\d\.0 → oom/);
    let isOver = false;
    let lost = 0;
    // Each asks on once it is answered: more than the bots can answer is left undone by whoever ends, and told so.
    const asker = async (name: string): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const { outcome } = await ann.types(`status rolling-${name}${n}`);
        if (outcome === 'acked') await ann.sees(new RegExp(`no service rolling-${name}${n}\\b`));
        else lost++;
        if (name === 'a' && n === 6) await alarms.set('rolling', 'ALARM');
      }
    };
    const asking = Promise.all(['a', 'b', 'c'].map(asker));
    for (const old of stack.bots.slice(0, 2)) {
      await stack.add();
      await stack.end(old);
    }
    isOver = true;
    await asking;
    // What is on its way to a socket in the moment in which that is closed Slack calls failed, and it is not done.
    expect(lost).toBeLessThan(3);
    const { messages } = await ann.screen();
    expect(
      messages.filter(({ plain }) => /restarting|I was restarted/.test(plain) && plain.includes('rolling')),
    ).toEqual([]);
    await ends(started, /rolled back: oom failed/);
    expect(await posted()).toBe(before + 1);
    await alarms.set('rolling', 'OK');
    expect(await episode('rolling')).toMatchObject({ messages: 1 });
  });
});
