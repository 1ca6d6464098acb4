import type { Message, Notification, Screen } from '../api/contract';
import type { View } from '../api/block-kit';

/** Where screens come from: the sandbox, or in a spec a table. */
export interface ScreenSource {
  screen: (user: string, address: string) => Promise<Screen>;
}

/** All that is known now. A conversation that was never read yet has no screen. */
export interface Screens {
  person: string;
  byAddress: ReadonlyMap<string, Screen>;
  modal: View | null;
  /** Why the last look failed, as a sentence; null when it did not. */
  problem: string | null;
}

/** Something to ring for in a conversation. */
export interface Arrival {
  address: string;
  notification: Notification;
  message: Message | undefined;
}

/**
 * The screens of every conversation of one person, kept up to date. A change that comes while its conversation is
 * being read is read again afterwards, never lost; an answer for somebody else than the present person is dropped.
 */
export class ScreenStore {
  private state: Screens = { person: '', byAddress: new Map(), modal: null, problem: null };
  private addresses: string[] = [];
  private readonly reading = new Map<string, 'once' | 'again'>();
  private readonly listeners = new Set<() => void>();

  /**
   * @param source where screens are read.
   * @param ring told of each notification that comes after the first look at its conversation.
   */
  constructor(
    private readonly source: ScreenSource,
    private readonly ring: (arrival: Arrival) => void,
  ) {}

  /** What is known now: a new object after each change, the same one in between. */
  snapshot = (): Screens => this.state;

  /** Calls `listener` after each change until the returned function is called. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Becomes `person`, forgets what somebody else saw, and reads all of the conversations named. */
  sitDown(person: string, addresses: string[]): void {
    if (person !== this.state.person) {
      this.reading.clear();
      this.publish({ person, byAddress: new Map(), modal: null, problem: null });
    }
    this.addresses = addresses;
    this.changed(null);
  }

  /** Reads one conversation again, or, with null, every one. An address that is not watched is not read. */
  changed(address: string | null): void {
    const due = address === null ? this.addresses : this.addresses.filter((known) => known === address);
    for (const one of due) {
      if (this.reading.has(one)) this.reading.set(one, 'again');
      else void this.read(this.state.person, one);
    }
  }

  private async read(person: string, address: string): Promise<void> {
    this.reading.set(address, 'once');
    try {
      const screen = await this.source.screen(person, address);
      if (person === this.state.person) this.take(address, screen);
    } catch (error) {
      if (person === this.state.person) this.publish({ ...this.state, problem: (error as Error).message });
    }
    if (person !== this.state.person) return;
    const again = this.reading.get(address) === 'again';
    this.reading.delete(address);
    if (again) await this.read(person, address);
  }

  private take(address: string, fresh: Screen): void {
    const before = this.state.byAddress.get(address);
    const screen =
      before === undefined ? fresh : { ...fresh, messages: sameWhereEqual(before.messages, fresh.messages) };
    const byAddress = new Map(this.state.byAddress).set(address, screen);
    this.publish({ ...this.state, byAddress, modal: sameIfEqual(this.state.modal, fresh.modal), problem: null });
    if (before === undefined) return;
    const known = new Set(before.notifications.map(({ ts }) => ts));
    for (const notification of fresh.notifications) {
      if (known.has(notification.ts)) continue;
      this.ring({ address, notification, message: screen.messages.find(({ ts }) => ts === notification.ts) });
    }
  }

  private publish(state: Screens): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

// Keeping the old object where nothing changed is what keeps an untouched message from being drawn again.
function sameWhereEqual(before: Message[], after: Message[]): Message[] {
  const known = new Map(before.map((message) => [message.ts, message]));
  return after.map((message) => sameIfEqual(known.get(message.ts) ?? message, message));
}

function sameIfEqual<T>(before: T, after: T): T {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
