import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { Client, Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import { Reach } from './reach';

/** How long who waits for an answer does so before it is found out whether the server is there. Milliseconds. */
const PATIENCE_MS = 1000;
/** How long a server that is there may take to say so. Milliseconds. */
const THERE_MS = 2000;
/** How often, and how many times, it is looked whether a connection is gone that was ended. */
const GONE_MS = 50;
const GONE_LOOKS = 20;

/**
 * Connections to a server that may be away, or stop answering in the middle. Who asks hears of it within three seconds, and
 * at once while it is known. What was asked on a connection whose answer is lost is over, one way or the other, before
 * anything else is asked.
 */
export class PostgresConnections implements PostgresPool {
  private readonly pool: Pool;
  private readonly reach: Reach;
  private readonly born = new WeakMap<PoolClient, number>();
  /** The processes of the server whose answers are lost. They may still do what they were asked. */
  private readonly lost = new Set<number>();

  /** @param report is told of a connection that breaks */
  constructor(config: PoolConfig, report: (error: Error) => void) {
    this.pool = new Pool(config);
    this.reach = new Reach(() => tryOnce(config), PATIENCE_MS);
    // A connection that breaks is an event: of the pool while nobody uses it, else its own. Unheard it ends the process.
    this.pool.on('error', report);
    this.pool.on('connect', (client) => {
      client.on('error', report);
      this.born.set(client, performance.now());
    });
  }

  async connect(): Promise<PostgresPoolClient> {
    await this.reach.assert();
    const client = await this.usable();
    try {
      if (this.lost.size > 0) await this.endTheLost(client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return this.watched(client);
  }

  end(): Promise<void> {
    return this.pool.end();
  }

  /** One that was opened since the server was last away. */
  private async usable(): Promise<PoolClient> {
    for (;;) {
      const client = await this.connected();
      if ((this.born.get(client) ?? 0) >= this.reach.backSince) return client;
      client.release(true);
    }
  }

  private async connected(): Promise<PoolClient> {
    const connecting = this.pool.connect();
    try {
      return await this.reach.whileThere(connecting);
    } catch (error) {
      // Nobody waits for it any more.
      connecting.then(
        (client) => client.release(true),
        () => {},
      );
      throw error;
    }
  }

  /** A connection on which an answer did not come is asked nothing more: the next question would wait behind the lost one. */
  private watched(client: PoolClient): PostgresPoolClient {
    let trouble: Error | undefined;
    const query = async (statement: string, parameters: unknown[]): Promise<unknown> => {
      if (trouble) throw trouble;
      try {
        return await this.reach.whileThere(client.query(statement, parameters));
      } catch (error) {
        if (!isAnswer(error)) {
          trouble = error as Error;
          this.forsake(client);
        }
        throw error;
      }
    };
    return { query: query as PostgresPoolClient['query'], release: () => client.release(trouble !== undefined) };
  }

  private forsake(client: PoolClient): void {
    const { processID } = client as PoolClient & { processID?: number | null };
    if (processID != null) this.lost.add(processID);
  }

  /**
   * Ends them on the server: what they were asked, and still carry, may reach it late, and must not undo what comes after.
   * https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SIGNAL
   */
  private async endTheLost(client: PoolClient): Promise<void> {
    const lost = [...this.lost];
    await this.reach.whileThere(client.query(END, [lost]));
    for (let looks = 0; looks < GONE_LOOKS; looks++) {
      const { rows } = await this.reach.whileThere(client.query<{ left: number }>(LEFT, [lost]));
      if (Number(rows[0]?.left) === 0) break;
      await pause(GONE_MS);
    }
    for (const pid of lost) this.lost.delete(pid);
  }
}

/** By name too: a number may be another's by now. */
const MINE = `pid = any($1) and usename = current_user and application_name = current_setting('application_name')`;
const END = `select pg_terminate_backend(pid) from pg_stat_activity where ${MINE}`;
const LEFT = `select count(*) as left from pg_stat_activity where ${MINE}`;

/** What the server answered has a severity; whatever else goes wrong on the way has none. */
const isAnswer = (error: unknown): boolean => typeof error === 'object' && error !== null && 'severity' in error;

/** Opens a connection and asks something, as whoever comes next would. */
async function tryOnce(config: PoolConfig): Promise<void> {
  const client = new Client({ ...config, connectionTimeoutMillis: THERE_MS, query_timeout: THERE_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    void client.end().catch(() => {});
  }
}
