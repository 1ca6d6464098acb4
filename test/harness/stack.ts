import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Person } from './person';
import { callsFile } from './recorded-calls';

/** The line that `npm start -- --json` prints when everything runs. */
export interface ReadyLine {
  ready: true;
  pid: number;
  aws: string;
  slack: string;
  loadBalancer: string;
  bot: string;
  tokens: { bot: string; app: string; signingSecret: string; people: Record<string, string> };
}

const ROOT = join(__dirname, '..', '..');

/** Sandbox and bot as `npm start` runs them, on ports of their own. */
export class Stack {
  private constructor(
    readonly ready: ReadyLine,
    private readonly child: ChildProcess,
    private readonly printed: () => string,
  ) {}

  /**
   * Starts everything and waits until it is ready.
   * @param variables environment variables over those of this process; every port is any free one unless named
   * @throws Error with all that was printed, when it ends before it is ready
   */
  static async start(variables: Record<string, string> = {}): Promise<Stack> {
    const child = spawn(process.execPath, ['sandbox/launcher/start.mjs', '--json'], {
      cwd: ROOT,
      env: { ...process.env, ...FREE_PORTS, SANDBOX_CALLS_FILE: callsFile(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const ready = await new Promise<ReadyLine>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => resolve(JSON.parse(line) as ReadyLine));
      child.once('exit', (code) => reject(new Error(`npm start ended with exit code ${code}.\n${errors}`)));
    });
    return new Stack(ready, child, () => errors);
  }

  /** Somebody of the workspace: ann, ben, cat or dan. */
  person(name: string): Person {
    return new Person(this.ready.slack, name);
  }

  /** All that was said on standard error since the start. */
  said(): string {
    return this.printed();
  }

  /** For AWS SDK clients: the sandbox's address and credentials, which may be any. */
  get awsClient() {
    return clientOf(this.ready.aws);
  }

  /** Asks everything to end as Ctrl-C does, and resolves with the exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    return ended;
  }
}

/** For AWS SDK clients that ask the sandbox at `endpoint`. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const FREE_PORTS = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };
