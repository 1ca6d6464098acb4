import { Logger } from '@nestjs/common';
import { ManualClock } from '../../../kernel/spec/manual-clock';
import { SlackRefusedError } from '../../slack/refusal';
import { FakeWires } from '../../spec/wires.fake';
import type { Envelope } from './frame';
import type { Acknowledge } from './slack-socket';
import { SocketPool } from './socket-pool';

beforeAll(() => Logger.overrideLogger(false));

interface Set {
  clock: ManualClock;
  wires: FakeWires;
  pool: SocketPool;
  /** When an address was asked for, in milliseconds since the start. */
  asked: number[];
  /** What asking for an address answers from now on, instead of an address. */
  fails: { with: Error | undefined };
  heard: [Envelope, Acknowledge][];
  opened: number[];
  first: Promise<void>;
}

async function open(greeting: FakeWires['greeting'] = 'hello'): Promise<Set> {
  const [clock, wires] = [new ManualClock(0), new FakeWires()];
  wires.greeting = greeting;
  const set = { clock, wires, asked: [], fails: { with: undefined }, heard: [], opened: [] } as unknown as Set;
  set.pool = new SocketPool({
    wires,
    clock,
    address: async () => {
      set.asked.push(clock.now());
      if (set.fails.with) throw set.fails.with;
      return `wss://slack.invalid/${set.asked.length}`;
    },
    envelope: (envelope, acknowledge) => set.heard.push([envelope, acknowledge]),
    opened: (count) => set.opened.push(count),
  });
  set.first = set.pool.open();
  set.first.catch(() => undefined);
  await clock.advance(0);
  return set;
}

const command = (id: string) => ({ envelope_id: id, type: 'slash_commands', payload: { command: '/ecs' } });

describe('two sockets', () => {
  it('are open from the start, each at an address of its own, asked for one after the other', async () => {
    const { wires, opened, first } = await open();
    await first;
    expect(wires.open().map(({ url }) => url)).toEqual(['wss://slack.invalid/1', 'wss://slack.invalid/2']);
    expect(opened).toEqual([1, 2]);
  });

  it('hear envelopes, and each is acknowledged on the socket that it came through', async () => {
    const { wires, heard } = await open();
    wires.all[1]?.says(command('e1'));
    expect(heard).toMatchObject([[{ id: 'e1', payload: { command: '/ecs' } }, expect.any(Function)]]);
    await heard[0]?.[1]({ text: 'yes' });
    await heard[0]?.[1]();
    expect(wires.all.map(({ sent }) => sent)).toEqual([
      [],
      [{ envelope_id: 'e1', payload: { text: 'yes' } }, { envelope_id: 'e1' }],
    ]);
  });

  it('serve meanwhile when one is cut, and the next one is there at once', async () => {
    const { wires, clock, asked, opened } = await open();
    await clock.advance(10_000);
    wires.all[0]?.dies();
    expect(wires.open()).toHaveLength(1);
    await clock.advance(0);
    expect(wires.open()).toHaveLength(2);
    expect(asked).toEqual([0, 0, 10_000]);
    expect(opened).toEqual([1, 2, 1, 2]);
  });

  it.each(['warning', 'refresh_requested'])(
    'are three for a while when Slack says goodbye to one (%s): the next is open before it goes',
    async (reason) => {
      const { wires, clock, heard, opened } = await open();
      await clock.advance(10_000);
      wires.all[0]?.says({ type: 'disconnect', reason });
      await clock.advance(0);
      expect(wires.open()).toHaveLength(3);
      wires.all[0]?.says(command('late'));
      await heard[0]?.[1]();
      expect(wires.all[0]?.sent).toEqual([{ envelope_id: 'late' }]);
      wires.all[0]?.dies();
      await clock.advance(60_000);
      expect(wires.open()).toHaveLength(2);
      expect(opened).toEqual([1, 2, 3, 2]);
    },
  );

  it('are renewed both when Slack says goodbye to both, and the old ones are closed when Slack leaves them open', async () => {
    const { wires, clock } = await open();
    await clock.advance(10_000);
    for (const wire of wires.all.slice()) {
      wire.says({ type: 'disconnect', reason: 'warning' });
      wire.says({ type: 'disconnect', reason: 'refresh_requested' });
    }
    await clock.advance(0);
    expect(wires.open()).toHaveLength(4);
    await clock.advance(40_000);
    expect(wires.open()).toEqual(wires.all.slice(2));
  });

  it('are closed with the pool, and no other is opened', async () => {
    const { wires, clock, pool, opened } = await open();
    const closed = pool.close();
    await clock.advance(3000);
    await closed;
    await clock.advance(60_000);
    expect(wires.open()).toEqual([]);
    expect(wires.all).toHaveLength(2);
    expect(opened.at(-1)).toBe(0);
  });
});

describe('a socket that is to be closed', () => {
  it('stays open until what came through it is acknowledged, and no longer', async () => {
    const { wires, clock, pool, heard } = await open();
    wires.all[0]?.says(command('e1'));
    const closed = pool.close();
    await clock.advance(1000);
    expect(wires.all.map(({ ended }) => ended)).toEqual([undefined, 'closing']);
    await heard[0]?.[1]();
    await clock.advance(0);
    expect(wires.open()).toEqual([]);
    expect(wires.all[0]?.sent).toEqual([{ envelope_id: 'e1' }]);
    await clock.advance(3000);
    await closed;
  });

  it('is not kept open for what nobody acknowledges', async () => {
    const { wires, clock, pool } = await open();
    wires.all[0]?.says(command('e1'));
    const closed = pool.close();
    await clock.advance(1500);
    expect(wires.open()).toEqual([]);
    await clock.advance(3000);
    await closed;
  });
});

describe('a socket', () => {
  it('is dead when pings stay unanswered for a while, and another takes its place', async () => {
    const { wires, clock } = await open();
    const [dead] = wires.all;
    if (dead) dead.answers = false;
    await clock.advance(14_000);
    expect(dead?.ended).toBeUndefined();
    await clock.advance(7000);
    expect(dead?.ended).toBe('cut');
    expect(wires.open()).toHaveLength(2);
  });

  it('outlives a stall of this process: what counts is unanswered pings and not the time', async () => {
    const { wires, clock, asked } = await open();
    for (const wire of wires.all) wire.answers = false;
    await clock.advance(5000);
    for (const wire of wires.all) wire.answers = true;
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
    expect(wires.open()).toHaveLength(2);
  });

  it('that is not greeted is given up after ten seconds', async () => {
    const { wires, clock } = await open('silence');
    await clock.advance(10_001);
    expect(wires.all[0]?.ended).toBe('cut');
    wires.greeting = 'hello';
    await clock.advance(1000);
    expect(wires.open()).toHaveLength(2);
  });

  it('acknowledges what it cannot use, and goes on', async () => {
    const { wires, heard } = await open();
    const [wire] = wires.all;
    const rateLimited = { type: 'app_rate_limited', minute_rate_limited: 1518467820 };
    wire?.says({ envelope_id: 'x1', type: 'events_api', payload: rateLimited });
    for (const frame of ['null', 'garbage', '{"type":"events_api"}', '{"type":"events_api","payload":{"event":null}}'])
      wire?.says(frame);
    wire?.says({ envelope_id: 'x2', type: 'pigeon' });
    expect(wire?.sent).toEqual([{ envelope_id: 'x1' }, { envelope_id: 'x2' }]);
    expect(heard).toEqual([]);
    expect(wires.open()).toHaveLength(2);
  });

  it('says once an hour that Slack holds events back', async () => {
    const warned: unknown[] = [];
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: unknown) => void warned.push(line));
    const { wires, clock } = await open();
    for (let minute = 0; minute < 90; minute++) {
      wires.all[minute % 2]?.says({ envelope_id: 'x', type: 'events_api', payload: { type: 'app_rate_limited' } });
      await clock.advance(60_000);
    }
    expect(warned).toHaveLength(2);
    expect(warned[0]).toMatch(/Slack holds back .* Mentions .* commands and buttons are not concerned/);
    warn.mockRestore();
  });
});

describe('a Slack that gives no socket', () => {
  it.each(['refused', 'too_many_websockets'] as const)('is asked less and less often (%s)', async (greeting) => {
    const { clock, asked, wires } = await open(greeting);
    await clock.advance(60_000);
    const waits = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(waits.slice(0, 3)).toEqual([250, 425, 722.5]);
    expect(Math.max(...waits)).toBe(5000);
    wires.greeting = 'hello';
    await clock.advance(5000);
    expect(wires.open()).toHaveLength(2);
  });

  it('is asked no more often because its sockets die young', async () => {
    const { clock, asked, wires } = await open();
    for (let round = 0; round < 600; round++) {
      for (const wire of wires.open()) wire.dies();
      await clock.advance(100);
    }
    expect(asked.length).toBeLessThan(40);
  });

  it('is asked every half minute at the most while one socket serves, and soon when that is lost too', async () => {
    const { clock, asked, wires } = await open();
    await clock.advance(10_000);
    wires.greeting = 'refused';
    wires.all[0]?.dies();
    await clock.advance(600_000);
    expect((asked.at(-1) ?? 0) - (asked.at(-2) ?? 0)).toBe(30_000);
    wires.greeting = 'hello';
    wires.all[1]?.dies();
    await clock.advance(5000);
    expect(wires.open()).toHaveLength(2);
  });

  it('ends the opening when it refuses the token, and is asked again once a minute', async () => {
    const { first, fails, clock, asked, wires } = await open('refused');
    fails.with = new SlackRefusedError('app-level token', 'invalid_auth', undefined);
    await clock.advance(1000);
    await expect(first).rejects.toThrow('Slack refused the app-level token (invalid_auth)');
    const before = asked.length;
    await clock.advance(180_000);
    expect(asked.length - before).toBe(3);
    fails.with = undefined;
    wires.greeting = 'hello';
    await clock.advance(60_000);
    expect(wires.open()).toHaveLength(2);
  });

  it('resolves the opening whenever it comes back', async () => {
    const { first, clock, wires } = await open('refused');
    let over = false;
    void first.then(() => (over = true));
    await clock.advance(3_600_000);
    expect(over).toBe(false);
    wires.greeting = 'hello';
    await clock.advance(5000);
    expect(over).toBe(true);
  });
});
