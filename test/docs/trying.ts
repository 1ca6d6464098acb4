import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Person } from '../harness/person';
import { pattern } from './commands';
import { ROOT } from './pages';
import type { Fence } from './pages';

const FREE_PORTS = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };
/** By the port that the pages name, the line of `npm start` that says where it is. */
const LABELS = { 4566: 'AWS', 4577: 'Chat', 8080: 'primes-api', 3000: "Bot's health" };

/** Everything that `npm start` runs, and a reader who does what the pages say. */
export class Reader {
  private constructor(
    private readonly child: ChildProcess,
    /** What `npm start` printed, with the ports of the pages. */
    readonly started: string,
    private readonly urls: Map<string, string>,
  ) {}

  /** @throws Error with what was printed, when it ends before it is ready */
  static async starting(): Promise<Reader> {
    const child = spawn(process.execPath, ['sandbox/launcher/start.mjs'], {
      cwd: ROOT,
      env: { ...process.env, ...FREE_PORTS },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
          if (printed.includes('Ctrl-C')) resolve();
        });
      child.once('exit', (code) => reject(new Error(`npm start ended with exit code ${code}.\n${printed}`)));
    });
    const urls = new Map(
      Object.entries(LABELS).map(([port, label]) => [
        port,
        new RegExp(`${label} +(http://[\\d.]+:\\d+)`).exec(printed)![1]!,
      ]),
    );
    const asOnThePage = [...urls].reduce(
      (text, [port, url]) => text.replaceAll(url, `http://127.0.0.1:${port}`),
      printed,
    );
    return new Reader(child, asOnThePage, urls);
  }

  /** Types the first line of a `chat` block, waits until the others are seen, and answers all that is seen then. */
  async chats(fence: Fence): Promise<string> {
    const [command = '', ...seen] = fence.lines;
    const person = new Person(this.urls.get('4577')!, fence.info.split(' ')[1] ?? 'ann');
    return (await person.asks(command.replace(/^\/ecs /, ''), pattern(seen))).plain;
  }

  /**
   * Runs a command as it stands on the page, against what this reader started, and answers what it printed.
   * @throws Error with that when it fails
   */
  async runs(words: string): Promise<string> {
    if (words === 'npm start') return this.started;
    return words.startsWith('curl ') ? this.curls(words) : this.shells(words);
  }

  async leaves(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  /** Not every machine has curl, and the pages ask it for little. */
  private async curls(words: string): Promise<string> {
    const [, body] = /-d '([^']*)'/.exec(words) ?? [];
    const [, method = body ? 'POST' : 'GET'] = /-X (\w+)/.exec(words) ?? [];
    const [, port = '', path = ''] = /http:\/\/127\.0\.0\.1:(\d+)(\S*)/.exec(words) ?? [];
    // What curl says of a body where it is not told.
    const [, kind = 'application/x-www-form-urlencoded'] = /-H 'content-type: ([^']*)'/.exec(words) ?? [];
    const sent = body ? { headers: { 'content-type': kind }, body } : {};
    const response = await fetch(`${this.urls.get(port)}${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`was answered ${response.status}: ${await response.text()}`);
    return response.text();
  }

  private async shells(words: string): Promise<string> {
    const portOf = (port: string) => new URL(this.urls.get(port)!).port;
    const ports = {
      SANDBOX_AWS_PORT: portOf('4566'),
      SANDBOX_SLACK_PORT: portOf('4577'),
      SANDBOX_LB_PORT: portOf('8080'),
    };
    const env = { ...process.env, ...ports };
    const child = spawn('sh', ['-c', words], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`ended with exit code ${String(code)}.\n${printed}`);
    return printed;
  }
}
