import { setTimeout as pause } from 'node:timers/promises';
import { Postgres } from './postgres';
import { Program } from './program';
import { botSettings, SANDBOX } from './proxied-stack';
import type { Sandbox } from './proxied-stack';
import { callsFile } from './recorded-calls';
import { complaintsIn, SandboxSide } from './sandbox-side';
import type { Strike } from './storm/storm';
import { waitFor } from './wait-for';

/** One of several bots. */
export interface Replica {
  /** What it calls itself in its log and in the database. */
  id: string;
  program: Program;
}

/** A sandbox, a PostgreSQL, and several bots that share it. */
export class ReplicaStack extends SandboxSide {
  /** Those that were not ended. */
  readonly bots: Replica[] = [];

  private constructor(
    sandbox: Sandbox,
    readonly postgres: Postgres,
    private readonly program: Program,
    private readonly variables: Record<string, string>,
  ) {
    super(sandbox);
  }

  /**
   * @param programs as `installedPostgres` found them
   * @param variables the bots' own: their settings over those that `npm start` gives one
   * @param minuteMs how long an AWS minute lasts, milliseconds
   */
  static async start(programs: string, variables: Record<string, string> = {}, minuteMs = 3000): Promise<ReplicaStack> {
    const own = { SANDBOX_MINUTE_MS: String(minuteMs), SANDBOX_CALLS_FILE: callsFile() };
    const program = Program.start('dist/sandbox/src/main.js', { ...SANDBOX, ...own });
    const [at, postgres] = await Promise.all([program.tells<Sandbox>('listening'), Postgres.start(programs)]);
    const stack = new ReplicaStack(at, postgres, program, variables);
    try {
      await program.tells('ready');
      await Promise.all([stack.add(), stack.add()]);
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Starts another bot, and resolves once it is ready. */
  async add(): Promise<Replica> {
    const { url } = this.postgres;
    const own = { ...botSettings(this.sandbox, this.sandbox), DATABASE_URL: url, ...this.variables };
    // Not from the root, where a .env may stand that is meant for the bot on real Slack and AWS.
    const program = Program.start('dist/bot/src/main.js', own, 'dist/bot');
    const address = await program.tells<string>('listening');
    await waitFor('the bot to be ready', async () => (await fetch(`${address}/health/ready`)).ok || undefined);
    const id = /I am (bot-\w+)/.exec(program.said())?.[1];
    if (id === undefined) throw new Error(`It does not say who it is.\n${program.said()}`);
    const bot = { id, program };
    this.bots.push(bot);
    return bot;
  }

  /** Who has a turn now, among those that run; waits until somebody has. @param name SQL's LIKE: `deployment:%` */
  async holder(name: string): Promise<Replica> {
    const query = `SELECT bot FROM leases WHERE name LIKE '${name}' LIMIT 1`;
    return waitFor(`one of the bots to hold ${name}`, async () => {
      const id = this.postgres.ask(query);
      return this.bots.find((bot) => bot.id === id);
    });
  }

  /** Ends one as nothing can prepare for. */
  async kill(bot: Replica): Promise<void> {
    this.bots.splice(this.bots.indexOf(bot), 1);
    await bot.program.kill();
  }

  /** Kills the bot that watches, or the one that does not; now and then the other one as well, while it takes over. */
  async strike({ dead, again, whom }: Strike): Promise<void> {
    const watching = await this.holder('watch');
    const other = this.bots.find((bot) => bot !== watching);
    const [first, next] = whom < 0.7 ? [watching, other] : [other, watching];
    if (first) await this.kill(first);
    await pause(dead);
    if (next && again !== undefined) {
      await pause(again);
      await this.kill(next);
    }
    while (this.bots.length < 2) await this.add();
  }

  /** Asks one to end, as whoever replaces it does. */
  async end(bot: Replica): Promise<void> {
    this.bots.splice(this.bots.indexOf(bot), 1);
    await bot.program.stop();
  }

  /** What the bots said that run now. */
  said(): string {
    return this.bots.map(({ id, program }) => `${id}:\n${program.said()}`).join('\n');
  }

  /** What the bots complained of that run now. */
  complaints(): string {
    return complaintsIn(this.said());
  }

  async stop(): Promise<void> {
    await Promise.all(this.bots.splice(0).map(({ program }) => program.stop()));
    await this.program.stop();
    await this.postgres.stop();
  }
}
