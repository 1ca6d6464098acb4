import { Logger } from '@nestjs/common';
import type { AnyChange } from '../../domain/changes/change.types';
import { ChangesService } from '../../domain/changes/changes.service';
import { InMemoryLeases } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { SlackPoster } from '../slack/slack-poster';
import { InMemoryDeliveries } from '../spec/deliveries.in-memory.repository';
import { pass } from '../spec/passing';
import { FakeSlack } from '../spec/slack.fake';
import { Deliveries } from './deliveries';
import type { Delivery } from './delivery.repository';
import { Unanswered } from './unanswered';

beforeAll(() => Logger.overrideLogger(false));

const CLOCK_START = new ManualClock().now();
const SCALE: Delivery = {
  id: 't1',
  at: CLOCK_START,
  command: 'cmd-1',
  user: 'U1',
  channel: 'C1',
  said: '/ecs scale primes-api 3',
  words: 'scale primes-api 3',
};

function setUp() {
  const clock = new ManualClock();
  const repository = new InMemoryDeliveries();
  return { clock, repository, deliveries: () => new Deliveries(repository, clock) };
}

describe('what Slack delivers', () => {
  it('is the first time once, also by a bot that is started later', async () => {
    const { deliveries, repository } = setUp();
    const before = deliveries();
    expect([await before.take(SCALE), await before.take(SCALE)]).toEqual([true, false]);
    await before.settle(SCALE);
    expect(await deliveries().take(SCALE)).toBe(false);
    expect(await repository.unsettled()).toEqual([]);
  });

  it('is the first time again where it could not be acknowledged', async () => {
    const { deliveries, repository } = setUp();
    const before = deliveries();
    await before.take(SCALE);
    await before.forget(SCALE);
    expect(await repository.unsettled()).toEqual([]);
    expect(await before.take(SCALE)).toBe(true);
  });

  it('is done where it cannot be remembered, and not twice by the same bot', async () => {
    const { deliveries, repository } = setUp();
    repository.broken = () => Promise.reject(new Error('disk full'));
    const bot = deliveries();
    expect([await bot.take(SCALE), await bot.take(SCALE)]).toEqual([true, false]);
    await bot.settle(SCALE);
    await bot.forget(SCALE);
    expect(await bot.take(SCALE)).toBe(true);
  });

  it('does not wait for a database for so long that Slack gives up', async () => {
    const { deliveries, repository, clock } = setUp();
    repository.broken = () => new Promise(() => {});
    const taken = deliveries().take(SCALE);
    await clock.advance(1000);
    expect(await taken).toBe(true);
  });

  it.each(['settle', 'forget'] as const)(
    'that a slow database takes on late is no longer open after %s',
    async (end) => {
      const { deliveries, repository, clock } = setUp();
      const take = repository.take.bind(repository);
      let answer: () => void = () => {};
      const answered = new Promise<void>((resolve) => (answer = resolve));
      jest.spyOn(repository, 'take').mockImplementation((delivery) => answered.then(() => take(delivery)));
      const bot = deliveries();
      const taken = bot.take(SCALE);
      await clock.advance(1000);
      expect(await taken).toBe(true);
      const ended = bot[end](SCALE);
      answer();
      await ended;
      await clock.advance(0);
      expect(await repository.unsettled()).toEqual([]);
    },
  );
});

describe('a bot that is started again', () => {
  class Changes extends ChangesService {
    constructor(private readonly made: Partial<AnyChange>[]) {
      super(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING);
    }

    override async askedBy(command: string): Promise<AnyChange | undefined> {
      return this.made.find(({ actor }) => actor?.command === command) as AnyChange | undefined;
    }
  }

  async function started(left: Delivery[], { asleepMs = 0, made = [] as Partial<AnyChange>[] } = {}) {
    const { clock, repository } = setUp();
    for (const delivery of left) await repository.take(delivery);
    repository.leave();
    await clock.advance(asleepMs);
    const slack = new FakeSlack(clock);
    const poster = new SlackPoster(slack.web, clock);
    const unanswered = new Unanswered(repository, new Changes(made), poster, new InMemoryLeases(clock), clock);
    unanswered.onApplicationBootstrap();
    await pass(clock, 1000);
    expect(await repository.unsettled()).toEqual([]);
    return slack.to('chat.postEphemeral');
  }

  it('says to whoever asked that nothing was done, and offers it', async () => {
    const [said, ...more] = await started([SCALE]);
    expect(said).toMatchObject({
      channel: 'C1',
      user: 'U1',
      text: 'I was restarted before I came to `/ecs scale primes-api 3`, and nothing was changed.',
    });
    expect(JSON.stringify(said)).toContain('Do it now');
    expect(JSON.stringify(said)).toContain('scale primes-api 3');
    expect(more).toEqual([]);
  });

  it('asks whoever pressed a button to press it again', async () => {
    const { words: _none, ...pressed } = { ...SCALE, said: '[Back to 2]' };
    const [said] = await started([pressed]);
    expect(said?.['text']).toMatch(/`\[Back to 2\]`, and nothing was changed\. Press it again/);
    expect(JSON.stringify(said)).not.toContain('Do it now');
  });

  it('answers a mention in its thread', async () => {
    const [said] = await started([{ ...SCALE, thread: '1.2' }]);
    expect(said).toMatchObject({ thread_ts: '1.2' });
  });

  it('says why it had failed, where it ended before it could say so', async () => {
    const by = { actor: { id: 'U1', command: 'cmd-1' }, state: 'failed', trouble: 'AWS <refused> that.' } as const;
    const [said] = await started([SCALE], { asleepMs: 1000, made: [{ ...by, endedAt: CLOCK_START }] });
    expect(said?.['text']).toBe(
      'I was restarted before I could tell you what came of `/ecs scale primes-api 3`. AWS &lt;refused&gt; that.',
    );
    expect(await started([SCALE], { made: [{ ...by, endedAt: CLOCK_START + 1 }] })).toEqual([]);
  });

  it('says nothing of what became a change, which is told as such, nor of what was asked for long ago', async () => {
    expect(await started([SCALE], { made: [{ actor: { id: 'U1', command: 'cmd-1' } }] })).toEqual([]);
    expect(await started([SCALE], { asleepMs: 31 * 60_000 })).toEqual([]);
  });
});

const NOTHING = undefined as never;
