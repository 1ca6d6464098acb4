import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descendants } from './processes';
import { waitFor } from './wait-for';

/** Where Debian, Red Hat, Homebrew and the PostgreSQL project's own packages put the server. */
const PLACES = ['/usr/lib/postgresql', '/usr', '/usr/local', '/opt/homebrew/opt/postgresql', '/usr/pgsql'];
/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** The folder of the programs of the newest PostgreSQL on this machine; said aloud where there is none. */
export function installedPostgres(): string | undefined {
  const folders = PLACES.flatMap((place) => [join(place, 'bin'), ...versionsIn(place)]);
  const found = folders.find((folder) => ['initdb', 'postgres', 'psql'].every((one) => existsSync(join(folder, one))));
  if (found === undefined)
    process.stderr.write('There is no PostgreSQL on this machine: what needs one is left out.\n');
  return found;
}

function versionsIn(place: string): string[] {
  const names = existsSync(place) ? readdirSync(place).filter((name) => /^\d+$/.test(name)) : [];
  return names.toSorted((a, b) => Number(b) - Number(a)).map((name) => join(place, name, 'bin'));
}

/** A PostgreSQL of a test's own, with nothing in it, on a port of its own. */
export class Postgres {
  private constructor(
    private readonly folder: string,
    private readonly programs: string,
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  /** @param programs as `installedPostgres` found them */
  static async start(programs: string): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-postgres-'));
    chmodSync(folder, 0o700);
    if (isRoot()) chownSync(folder, NOBODY.uid, NOBODY.gid);
    const args = ['-D', join(folder, 'data'), '-U', 'chatops', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(programs, 'initdb'), args, { ...asNobody(), cwd: folder, stdio: 'pipe' });
    const port = await freePort();
    const server = new Postgres(folder, programs, port, launch(programs, folder, port));
    await server.answers();
    return server;
  }

  get url(): string {
    return `postgres://chatops@127.0.0.1:${this.port}/postgres`;
  }

  /** The first column of the first row that a query finds; empty where it finds none. */
  ask(query: string): string {
    const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'chatops', '-d', 'postgres'];
    const found = execFileSync(join(this.programs, 'psql'), [...where, '-A', '-t', '-c', query], { stdio: 'pipe' });
    return found.toString().trim();
  }

  /** Ends it as a fault does: at once, with every connection. */
  async down(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGQUIT');
    await ended;
  }

  /** Starts it again, with what it had. */
  async up(): Promise<void> {
    this.child = launch(this.programs, this.folder, this.port);
    await this.answers();
  }

  /** Stops it in the middle of everything: connections stand, new ones are taken, and nothing is answered. */
  freeze(): void {
    this.signal('SIGSTOP');
  }

  /** Lets it go on, and do what it was asked meanwhile. */
  thaw(): void {
    this.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private signal(signal: NodeJS.Signals): void {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    for (const one of [pid, ...descendants(pid)]) process.kill(one, signal);
  }

  private async answers(): Promise<void> {
    await waitFor('PostgreSQL to answer', async () => this.ask('SELECT 1'));
  }
}

function launch(programs: string, folder: string, port: number): ChildProcess {
  const settings = [`port=${port}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off'];
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(programs, 'postgres'), args, { ...asNobody(), cwd: folder, stdio: 'ignore' });
}

const isRoot = (): boolean => process.getuid?.() === 0;
const asNobody = (): Partial<typeof NOBODY> => (isRoot() ? NOBODY : {});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
