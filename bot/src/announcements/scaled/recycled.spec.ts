import { problemsOf } from '../../chat/spec/block-kit.fake';
import { boardBefore } from '../../chat/spec/board.fake';
import { pass } from '../../chat/spec/passing';
import { FAKE_OPTIONS, FakeSlack } from '../../chat/spec/slack.fake';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import { CAT, REF } from '../../domain/changes/spec/change-world';
import type { RecyclePlan } from '../../domain/tasks/tasks.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { ScaledAnnouncer } from './scaled.announcer';

const plan = (change: Partial<RecyclePlan>): RecyclePlan => ({
  ref: REF,
  task: 'a'.repeat(32),
  version: '1.0.0',
  revision: 'primes-api:1',
  health: 'healthy',
  others: 1,
  ...change,
});

async function recycled(change: Partial<RecyclePlan> = {}): Promise<Message> {
  const clock = new ManualClock();
  const slack = new FakeSlack(clock);
  const made: Change<'recycle'> = {
    id: 'chg-1',
    kind: 'recycle',
    ref: REF,
    actor: CAT,
    origin: { channel: 'C0OPS', said: '/ecs recycle aaaaaaaa' },
    summary: { from: 'task aaaaaaaa of 1.0.0', to: 'another task' },
    plan: plan(change),
    state: 'done',
    at: 0,
    result: plan(change),
  };
  const told = new ScaledAnnouncer(boardBefore(slack, clock), FAKE_OPTIONS).recycled(made);
  await pass(clock, 3000);
  expect(await told).toEqual({ seen: true });
  return slack.to('chat.postMessage')[0] as unknown as Message;
}

describe('a task that was recycled', () => {
  it('is told with who it was, without calling them, and with what goes on', async () => {
    const message = await recycled();
    expect(message.text).toBe(
      'primes/primes-api: cat recycled task aaaaaaaa of 1.0.0. ECS stops it and starts another in its place. 1 other task of it goes on.',
    );
    expect(JSON.stringify(message)).not.toContain('<@');
    expect(problemsOf(message)).toEqual([]);
    expect((await recycled({ others: 0 })).text).toContain('No other task runs meanwhile.');
  });

  it('fits into a message at its extremes', async () => {
    const long = 'n'.repeat(255);
    const ref = { environment: long, cluster: long, service: long };
    expect(problemsOf(await recycled({ ref, version: '<ש>'.repeat(1000), others: 99 }))).toEqual([]);
  });
});
