import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Person } from './person';
import { Program } from './program';
import { callsFile } from './recorded-calls';
import { clientOf } from './stack';
import { waitFor } from './wait-for';
import { WireProxy } from './wire-proxy';

/** What the sandbox says of itself. */
export interface Sandbox {
  aws: string;
  slack: string;
  tokens: { bot: string; app: string; signingSecret: string };
  /** Slack user ids by name. */
  members: Record<string, string>;
}

/** Sandbox and bot with a proxy between them. People and AWS clients of a test talk to the sandbox itself. */
export class ProxiedStack {
  private constructor(
    /** The sandbox's own addresses. */
    readonly sandbox: { aws: string; slack: string },
    readonly wire: WireProxy,
    private readonly programs: { sandbox: Program; bot: Program },
    private readonly dataDir: string,
  ) {}

  /**
   * Starts everything and waits until it is ready.
   * @param variables the bot's own: its settings over those that `npm start` gives it
   * @throws Error with what a program said, when it ends before it is ready
   */
  static async start(variables: Record<string, string> = {}): Promise<ProxiedStack> {
    const sandbox = Program.start('dist/sandbox/src/main.js', { ...SANDBOX, SANDBOX_CALLS_FILE: callsFile() });
    const at = await sandbox.tells<Sandbox>('listening');
    const wire = await WireProxy.before(at);
    // Not from the root, where a .env may stand that is meant for the bot on real Slack and AWS.
    const dataDir = mkdtempSync(join(tmpdir(), 'ecs-chatops-bot-'));
    const own = { ...botSettings(at, wire.addresses), DATA_DIR: dataDir, ...variables };
    const bot = Program.start('dist/bot/src/main.js', own, 'dist/bot');
    const stack = new ProxiedStack(at, wire, { sandbox, bot }, dataDir);
    try {
      await sandbox.tells('ready');
      const url = await bot.tells<string>('listening');
      await waitFor('the bot to be ready', async () => (await fetch(`${url}/health/ready`)).ok || undefined);
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  /** Somebody of the workspace: ann, ben, cat or dan. */
  person(name: string): Person {
    return new Person(this.sandbox.slack, name);
  }

  /** What the bot said: its log, as lines of JSON. */
  said(): string {
    return this.programs.bot.said();
  }

  /** For AWS SDK clients, past the proxy. */
  get awsClient() {
    return clientOf(this.sandbox.aws);
  }

  async stop(): Promise<void> {
    await this.programs.bot.stop();
    this.wire.close();
    await this.programs.sandbox.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

const AWS = { AWS_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: 'sandbox', AWS_SECRET_ACCESS_KEY: 'sandbox' };
/** The sandbox's own, with any free ports. */
export const SANDBOX = { ...AWS, SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0' };

/** What the bot is started with. @param addresses where it finds AWS and Slack */
export const botSettings = (
  { tokens, members }: Pick<Sandbox, 'tokens' | 'members'>,
  addresses: { aws: string; slack: string },
): Record<string, string> => ({
  ...AWS,
  NODE_ENV: 'production',
  ALLOW_ENDPOINT_OVERRIDE: '1',
  AWS_ENDPOINT_URL: addresses.aws,
  SLACK_API_URL: `${addresses.slack}/api/`,
  SLACK_BOT_TOKEN: tokens.bot,
  SLACK_APP_TOKEN: tokens.app,
  SLACK_SIGNING_SECRET: tokens.signingSecret,
  OPERATORS: members['ann']!,
  ADMINISTRATORS: members['cat']!,
  POLL_SECONDS: '2',
  EPISODE_QUIET_SECONDS: '15',
  HOST: '127.0.0.1',
  PORT: '0',
});
