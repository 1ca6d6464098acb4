import { Person } from './person';
import type { Sandbox } from './proxied-stack';
import { clientOf } from './stack';

const JSON_BODY = { 'content-type': 'application/json' };

interface HistoryMessage {
  text: string;
  metadata?: { event_payload?: { key?: string } };
}

/** What a test has of a sandbox whose bots come and go. */
export abstract class SandboxSide {
  constructor(readonly sandbox: Sandbox) {}

  person(name: string): Person {
    return new Person(this.sandbox.slack, name);
  }

  /** For AWS SDK clients; they outlast the faults that are meant for the bots. */
  get awsClient() {
    return { ...clientOf(this.sandbox.aws), maxAttempts: 20 };
  }

  async fault(side: 'aws' | 'slack', fault: object): Promise<void> {
    const lever = `${this.sandbox[side]}/_sandbox/faults`;
    const { ok } = await fetch(lever, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(fault) });
    if (!ok) throw new Error(`${lever} refused ${JSON.stringify(fault)}.`);
  }

  async clearFaults(): Promise<void> {
    for (const side of ['aws', 'slack'] as const) {
      await fetch(`${this.sandbox[side]}/_sandbox/faults`, { method: 'DELETE' });
    }
  }

  /** What stands in a channel since then (seconds), with the key that each message carries. */
  async history(channel: string, since: number): Promise<{ text: string; key?: string }[]> {
    const query = new URLSearchParams({ channel, oldest: String(since), limit: '500', include_all_metadata: 'true' });
    const headers = { authorization: `Bearer ${this.sandbox.tokens.bot}` };
    const response = await fetch(`${this.sandbox.slack}/api/conversations.history?${query.toString()}`, { headers });
    const { messages } = (await response.json()) as { messages: HistoryMessage[] };
    return messages.map(({ text, metadata }) => ({ text, ...metadata?.event_payload }));
  }
}

/** Of what a program said, what it complained of. */
export const complaintsIn = (said: string): string =>
  said
    .split('\n')
    .filter((line) => /"level":[456]0/.test(line))
    .join('\n');
