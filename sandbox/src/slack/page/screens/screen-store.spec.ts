import type { Message, Screen } from '../api/contract';
import { ScreenStore, type Arrival } from './screen-store';

const message = (ts: string, text: string): Message => ({
  ts,
  user: 'U1',
  author: 'ecs',
  text,
  plain: text,
  ephemeral: false,
  edited: false,
});
const screen = (messages: Message[], more: Partial<Screen> = {}): Screen => ({
  messages,
  modal: null,
  unread: 0,
  notifications: [],
  ...more,
});

/** A sandbox whose answers come when the spec says so. */
class SlowSandbox {
  readonly asked: string[] = [];
  private readonly waiting: ((answer: Screen | Error) => void)[] = [];
  screen(user: string, address: string): Promise<Screen> {
    this.asked.push(`${user} ${address}`);
    return new Promise((resolve, reject) => {
      this.waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
    });
  }
  async answer(with_: Screen | Error): Promise<void> {
    this.waiting.shift()?.(with_);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

function sitting(): { sandbox: SlowSandbox; store: ScreenStore; rung: Arrival[] } {
  const sandbox = new SlowSandbox();
  const rung: Arrival[] = [];
  const store = new ScreenStore(sandbox, (arrival) => rung.push(arrival));
  store.sitDown('ann', ['#ops']);
  return { sandbox, store, rung };
}

describe('the screen store', () => {
  it('reads again when a change came while it was reading', async () => {
    const { sandbox, store } = sitting();
    store.changed('#ops');
    store.changed('#ops');
    await sandbox.answer(screen([message('1', 'old')]));
    expect(sandbox.asked).toEqual(['ann #ops', 'ann #ops']);
    await sandbox.answer(screen([message('1', 'new')]));
    expect(store.snapshot().byAddress.get('#ops')?.messages[0]?.text).toBe('new');
    expect(sandbox.asked).toHaveLength(2);
  });

  it('drops an answer for the person who sat here before', async () => {
    const { sandbox, store } = sitting();
    store.sitDown('ben', ['#ops']);
    await sandbox.answer(screen([message('1', 'only ann may see this')]));
    expect(store.snapshot().byAddress.size).toBe(0);
    await sandbox.answer(screen([message('2', 'for ben')]));
    expect(
      store
        .snapshot()
        .byAddress.get('#ops')
        ?.messages.map(({ text }) => text),
    ).toEqual(['for ben']);
  });

  it('keeps the object of a message that did not change, and replaces the edited one', async () => {
    const { sandbox, store } = sitting();
    await sandbox.answer(screen([message('1', 'a'), message('2', 'b')]));
    const before = store.snapshot().byAddress.get('#ops')?.messages ?? [];
    store.changed(null);
    await sandbox.answer(screen([message('1', 'a'), message('2', 'b, edited')]));
    const after = store.snapshot().byAddress.get('#ops')?.messages ?? [];
    expect(after[0]).toBe(before[0]);
    expect(after[1]?.text).toBe('b, edited');
  });

  it('rings once for what is new, and not for what was there at the first look', async () => {
    const { sandbox, store, rung } = sitting();
    await sandbox.answer(screen([message('1', 'old')], { notifications: [{ ts: '1', reason: 'mention' }] }));
    store.changed('#ops');
    const later = screen([message('1', 'old'), message('2', 'hey')], {
      notifications: [
        { ts: '1', reason: 'mention' },
        { ts: '2', reason: 'mention' },
      ],
    });
    await sandbox.answer(later);
    store.changed('#ops');
    await sandbox.answer(later);
    expect(rung.map(({ message: about }) => about?.text)).toEqual(['hey']);
  });

  it('says why a look failed, keeps what it had, and recovers', async () => {
    const { sandbox, store } = sitting();
    await sandbox.answer(screen([message('1', 'kept')]));
    store.changed(null);
    await sandbox.answer(new Error('The sandbox does not answer.'));
    expect(store.snapshot().problem).toBe('The sandbox does not answer.');
    expect(store.snapshot().byAddress.get('#ops')?.messages).toHaveLength(1);
    store.changed(null);
    await sandbox.answer(screen([]));
    expect(store.snapshot().problem).toBeNull();
  });
});
