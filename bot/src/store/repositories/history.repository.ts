import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Expression, SqlBool } from 'kysely';
import { isOutsider } from '../../domain/access/access.types';
import type { AuditEntry, Outsider } from '../../domain/access/access.types';
import type { AnyChange } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { Conclusion, Since } from '../../domain/deployments/snapshot.types';
import { History } from '../../domain/history/history.port';
import type { DeploymentOutcome, HistoryAsked, HistoryEntry } from '../../domain/history/history.types';
import { Database } from '../database';
import { columnsOf } from './service-columns';

/** What is read of a table: those of a page, or, where others fill the page, those that are no older than its last. */
interface Reach extends HistoryAsked {
  since: number;
  limit: number;
}

/** Refused, or failed before there was a change. Lines that older versions wrote have no command, and may be of a change. */
const IS_ATTEMPT = sql<SqlBool>`(outcome = 'refused' or (outcome = 'failed' and audit.command is not null and not exists
  (select 1 from changes where changes.command = audit.command)))`;

/** What was done, put together from where it is written down. */
@Injectable()
export class StoredHistory extends History {
  constructor(private readonly database: Database) {
    super();
  }

  override async newest(asked: HistoryAsked & { attempts: boolean }, limit: number): Promise<HistoryEntry[]> {
    const changes = await this.changes({ ...asked, since: 0, limit });
    // Few of the others are in between: all that is older than the page is not even looked at.
    const reach = { ...asked, since: changes.length === limit ? (changes.at(-1)?.at ?? 0) : 0, limit };
    const others = [await this.deployments(reach), asked.attempts ? await this.attempts(reach) : []];
    return [changes, ...others].flat().toSorted(newestFirst).slice(0, limit);
  }

  private async changes(reach: Reach): Promise<HistoryEntry[]> {
    const rows = await this.database.ask((db) =>
      db
        .selectFrom('changes')
        .leftJoin('deployments', 'deployments.id', 'changes.deployment')
        .select(['changes.id', 'changes.at', 'changes.body'])
        .select(['deployments.conclusion', 'deployments.failing', 'deployments.followed'])
        .where(within('changes', 'at', reach))
        .orderBy('changes.at', 'desc')
        .orderBy('changes.id', 'desc')
        .limit(reach.limit)
        .execute(),
    );
    return rows.map(({ id, at, body, followed, conclusion, failing }) => ({
      kind: 'change',
      id,
      at,
      change: JSON.parse(body) as AnyChange,
      ...(followed === null ? {} : { outcome: outcomeOf({ followed, conclusion, failing }) }),
    }));
  }

  /** Those that no change started. */
  private async deployments(reach: Reach): Promise<HistoryEntry[]> {
    const rows = await this.database.ask((db) =>
      db
        .selectFrom('deployments')
        .select(['id', 'started_at', 'body', 'doer', 'conclusion', 'failing', 'followed'])
        .where(within('deployments', 'started_at', reach))
        .where(sql<SqlBool>`not exists (select 1 from changes where changes.deployment = deployments.id)`)
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(reach.limit)
        .execute(),
    );
    return rows.flatMap(({ id, started_at: at, body, doer, ...rest }): HistoryEntry[] => {
      const kept = JSON.parse(body) as Deployment;
      const deployment = doer === null ? kept : { ...kept, actor: JSON.parse(doer) as Outsider };
      // What a command started has its change, which may not say so yet.
      const isOwn = !isOutsider(deployment.actor);
      return isOwn ? [] : [{ kind: 'deployment', id, at, deployment, outcome: outcomeOf(rest) }];
    });
  }

  private async attempts(reach: Reach): Promise<HistoryEntry[]> {
    const rows = await this.database.ask((db) =>
      db
        .selectFrom('audit')
        .select(['id', 'at', 'body'])
        .where(within('audit', 'at', reach))
        .where(IS_ATTEMPT)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(reach.limit)
        .execute(),
    );
    return rows.map(({ id, at, body }) => ({ kind: 'attempt', id, at, attempt: JSON.parse(body) as AuditEntry }));
  }
}

/** The rows of a table that may stand on the page, by its column of times. */
function within(table: string, time: string, { ref, environment, before, since }: Reach): Expression<SqlBool> {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const service = { ...(environment === undefined ? {} : { environment }), ...(ref ? columnsOf(ref) : {}) };
  const parts = [
    sql`${column(time)} >= ${since}`,
    ...Object.entries(service).map(([name, value]) => sql`${column(name)} = ${value}`),
    ...(before ? [sql`${column(time)} <= ${before.at}`] : []),
    ...(before ? [sql`(${column(time)} < ${before.at} or ${column('id')} < ${before.id ?? ''})`] : []),
  ];
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

function outcomeOf(row: { followed: number; conclusion: string | null; failing: string | null }): DeploymentOutcome {
  const { followed, conclusion, failing } = row;
  return {
    isFollowed: followed === 1,
    ...(conclusion === null ? {} : { conclusion: JSON.parse(conclusion) as Conclusion }),
    ...(failing === null ? {} : { failing: JSON.parse(failing) as Since }),
  };
}

function newestFirst(one: HistoryEntry, other: HistoryEntry): number {
  return other.at - one.at || (one.id < other.id ? 1 : -1);
}
