import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian, Red Hat, Homebrew and the PostgreSQL project's own packages put the server. */
const PLACES = ['/usr/lib/postgresql', '/usr', '/usr/local', '/opt/homebrew/opt/postgresql', '/usr/pgsql'];

/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * For specs: the folder of the programs of the PostgreSQL that they are held against, the newest of those installed. None
 * unless SPEC_POSTGRES=1 asks for it, as `npm test` does: `npm run check` starts no servers. Where none is installed that
 * is said aloud.
 */
export function askedPostgres(): string | undefined {
  if (process.env['SPEC_POSTGRES'] !== '1') return undefined;
  const programs = installedPostgres();
  if (programs === undefined) process.stderr.write('There is no PostgreSQL on this machine: its specs are left out.\n');
  return programs;
}

function installedPostgres(): string | undefined {
  const versions = PLACES.flatMap((place) => [
    join(place, 'bin'),
    ...(existsSync(place) ? readdirSync(place) : [])
      .filter((name) => /^\d+$/.test(name))
      .toSorted((a, b) => Number(b) - Number(a))
      .map((name) => join(place, name, 'bin')),
  ]);
  return versions.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** For specs: a PostgreSQL of their own, with nothing in it, on a port of its own. */
export class SpecPostgres {
  private constructor(
    private readonly folder: string,
    private readonly programs: string,
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  /** @param programs as `askedPostgres` found them */
  static async start(programs: string): Promise<SpecPostgres> {
    const folder = mkdtempSync(join(tmpdir(), 'chatops-postgres-'));
    chmodSync(folder, 0o700);
    if (isRoot()) chownSync(folder, NOBODY.uid, NOBODY.gid);
    const args = ['-D', join(folder, 'data'), '-U', 'chatops', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(programs, 'initdb'), args, { ...asNobody(), cwd: folder, stdio: 'pipe' });
    const port = await freePort();
    const server = new SpecPostgres(folder, programs, port, launch(programs, folder, port));
    await server.answers();
    return server;
  }

  /** Of a database with nothing in it. */
  newUrl(): string {
    const name = `spec_${Math.random().toString(36).slice(2)}`;
    this.psql(`CREATE DATABASE ${name}`);
    return `postgres://chatops@127.0.0.1:${this.port}/${name}`;
  }

  /** Ends it as a fault does: at once, with every connection. */
  async down(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGQUIT');
    await ended;
  }

  /** Starts it again, with what it had. */
  async up(): Promise<void> {
    this.child = launch(this.programs, this.folder, this.port);
    await this.answers();
  }

  /** Stops it in the middle of everything, or lets it go on: connections are taken, and nothing is answered. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid = 0 } = this.child;
    const backends = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
    for (const one of [pid, ...backends.trim().split(/\s+/).map(Number)]) process.kill(one, signal);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private psql(statement: string): void {
    const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'chatops', '-d', 'postgres'];
    execFileSync(join(this.programs, 'psql'), [...where, '-q', '-c', statement], { stdio: 'pipe' });
  }

  private async answers(): Promise<void> {
    for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      try {
        return this.psql('SELECT 1');
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }
}

function launch(programs: string, folder: string, port: number): ChildProcess {
  const settings = [`port=${port}`, `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'fsync=off'];
  const args = ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  return spawn(join(programs, 'postgres'), args, { ...asNobody(), cwd: folder, stdio: 'ignore' });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function asNobody(): Partial<typeof NOBODY> {
  return isRoot() ? NOBODY : {};
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
