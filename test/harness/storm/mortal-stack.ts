import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from '../person';
import { Program } from '../program';
import { botSettings, SANDBOX } from '../proxied-stack';
import type { Sandbox } from '../proxied-stack';
import { callsFile } from '../recorded-calls';
import { clientOf } from '../stack';
import { waitFor } from '../wait-for';

const JSON_BODY = { 'content-type': 'application/json' };

interface HistoryMessage {
  text: string;
  metadata?: { event_payload?: { key?: string } };
}

/** A sandbox, and a bot that is killed again and again and started anew on the same folder, without the launcher's pauses. */
export class MortalStack {
  private bot: Program | undefined;

  private constructor(
    readonly sandbox: Sandbox,
    private readonly program: Program,
    private readonly dataDir: string,
    private readonly variables: Record<string, string>,
  ) {}

  /** @param variables the bot's own: its settings over those that `npm start` gives it */
  static async start(variables: Record<string, string>): Promise<MortalStack> {
    const program = Program.start('dist/sandbox/src/main.js', { ...SANDBOX, SANDBOX_CALLS_FILE: callsFile() });
    const at = await program.tells<Sandbox>('listening');
    const stack = new MortalStack(at, program, mkdtempSync(join(tmpdir(), 'ecs-chatops-storm-')), variables);
    try {
      await program.tells('ready');
      await stack.revive();
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Starts the bot, and resolves once it is ready. */
  async revive(): Promise<void> {
    const bot = this.start();
    const url = await bot.tells<string>('listening');
    await waitFor('the bot to be ready', async () => (await fetch(`${url}/health/ready`)).ok || undefined);
  }

  /** Starts the bot. */
  start(): Program {
    const own = { ...botSettings(this.sandbox, this.sandbox), DATA_DIR: this.dataDir, ...this.variables };
    // Not from the root, where a .env may stand that is meant for the bot on real Slack and AWS.
    this.bot = Program.start('dist/bot/src/main.js', own, 'dist/bot');
    return this.bot;
  }

  async kill(): Promise<void> {
    await this.bot?.kill();
  }

  person(name: string): Person {
    return new Person(this.sandbox.slack, name);
  }

  /** For AWS SDK clients; they outlast the faults that are meant for the bot. */
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

  /** What the bot of the moment complained of. */
  said(): string {
    const lines = this.bot?.said().split('\n') ?? [];
    return lines.filter((line) => /"level":[456]0/.test(line)).join('\n');
  }

  async stop(): Promise<void> {
    await this.bot?.stop();
    await this.program.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
