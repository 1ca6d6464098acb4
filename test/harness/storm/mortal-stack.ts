import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Program } from '../program';
import { botSettings, SANDBOX } from '../proxied-stack';
import type { Sandbox } from '../proxied-stack';
import { callsFile } from '../recorded-calls';
import { complaintsIn, SandboxSide } from '../sandbox-side';
import { waitFor } from '../wait-for';
import type { Strike } from './storm';

/** A sandbox, and a bot that is killed again and again and started anew on the same folder, without the launcher's pauses. */
export class MortalStack extends SandboxSide {
  private bot: Program | undefined;

  private constructor(
    sandbox: Sandbox,
    private readonly program: Program,
    private readonly dataDir: string,
    private readonly variables: Record<string, string>,
  ) {
    super(sandbox);
  }

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

  /** Kills the bot and starts it anew; now and then the next one is killed as well, while it takes up what the first left. */
  async strike({ dead, again }: Strike): Promise<void> {
    await this.kill();
    await pause(dead);
    if (again !== undefined) {
      this.start();
      await pause(again);
      await this.kill();
    }
    await this.revive();
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

  /** What the bot of the moment complained of. */
  complaints(): string {
    return complaintsIn(this.bot?.said() ?? '');
  }

  async stop(): Promise<void> {
    await this.bot?.stop();
    await this.program.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
