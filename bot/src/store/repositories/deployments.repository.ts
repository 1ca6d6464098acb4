import { Injectable, Logger } from '@nestjs/common';
import type { Outsider } from '../../domain/access/access.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentRepository } from '../../domain/deployments/deployments.port';
import type { Relapse } from '../../domain/deployments/relapse.types';
import type { Conclusion, Followed, Since } from '../../domain/deployments/snapshot.types';
import type { StageNote } from '../../domain/deployments/stages.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Database } from '../database';
import type { DeploymentRow } from '../schema.types';
import { columnsOf } from './service-columns';

/** The deployments that this bot started, or saw others start. */
@Injectable()
export class StoredDeployments extends DeploymentRepository {
  private readonly logger = new Logger(StoredDeployments.name);
  private readonly said = new Set<string>();

  constructor(private readonly database: Database) {
    super();
  }

  override async save(deployment: Deployment): Promise<void> {
    const body = JSON.stringify(deployment);
    const { id, ref, startedAt: started_at } = deployment;
    const later = {
      ended: 0,
      followed: 1,
      failing: null,
      conclusion: null,
      done_at: null,
      relapse: null,
      doer: null,
      stage: null,
    };
    const row = { id, ...columnsOf(ref), started_at, ...later, body };
    await this.database.keep(`That ${id} was started`, (db) =>
      db
        .insertInto('deployments')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
        .execute(),
    );
  }

  override async open(ref: ServiceRef): Promise<Deployment | undefined> {
    const [row] = await this.newest(ref, 1);
    return row?.ended === 0 ? deploymentIn(row) : undefined;
  }

  override async latest(ref: ServiceRef): Promise<Deployment | undefined> {
    const [row] = await this.newest(ref, 1);
    return row && deploymentIn(row);
  }

  override async history(ref: ServiceRef, limit: number): Promise<readonly Deployment[]> {
    return (await this.newest(ref, limit)).map(deploymentIn);
  }

  override async end(id: string): Promise<void> {
    await this.database.keep(`That ${id} ended`, (db) =>
      db.updateTable('deployments').set({ ended: 1 }).where('id', '=', id).where('ended', '=', 0).execute(),
    );
  }

  override async followed(): Promise<Followed[]> {
    const rows = await this.database.ask((db) =>
      db
        .selectFrom('deployments')
        .select([...KNOWN, 'failing', 'id'])
        .where('followed', '=', 1)
        .orderBy('started_at')
        .execute(),
    );
    return rows.flatMap(({ id, failing, ...row }) => {
      try {
        const since = failing === null ? {} : { failing: JSON.parse(failing) as Since };
        return [{ deployment: deploymentIn(row), ...since }];
      } catch (error) {
        return this.unreadable(id, error);
      }
    });
  }

  /** One that another version wrote, or somebody's hand: the others are followed all the same, and that is said once. */
  private unreadable(id: string, error: unknown): [] {
    if (!this.said.has(id)) this.logger.warn({ msg: `${id} can not be read, and nobody follows it.`, err: error });
    this.said.add(id);
    return [];
  }

  override async note(id: string, failing: Since | undefined): Promise<void> {
    const noted = failing === undefined ? null : JSON.stringify(failing);
    await this.database.keep(`How ${id} goes`, (db) =>
      db.updateTable('deployments').set({ failing: noted }).where('id', '=', id).execute(),
    );
  }

  override async stage(id: string, stage: StageNote | undefined): Promise<void> {
    const noted = stage === undefined ? null : JSON.stringify(stage);
    await this.database.keep(`The stage of ${id}`, (db) =>
      db.updateTable('deployments').set({ stage: noted }).where('id', '=', id).execute(),
    );
  }

  override async settle(id: string, doneAt: number): Promise<void> {
    await this.database.keep(`Since when ${id} is done`, (db) =>
      db.updateTable('deployments').set({ done_at: doneAt }).where('id', '=', id).execute(),
    );
  }

  override async relapse(id: string, relapse: Relapse): Promise<void> {
    const known = JSON.stringify(relapse);
    await this.database.keep(`What became of ${id} after that`, (db) =>
      db.updateTable('deployments').set({ relapse: known }).where('id', '=', id).execute(),
    );
  }

  override async leave(id: string): Promise<void> {
    await this.database.keep(`That the end of ${id} was told`, (db) =>
      db.updateTable('deployments').set({ ended: 1, followed: 0 }).where('id', '=', id).execute(),
    );
  }

  override async conclude(id: string, conclusion: Conclusion): Promise<void> {
    await this.database.keep(`What came of ${id}`, (db) =>
      db
        .updateTable('deployments')
        .set({ conclusion: JSON.stringify(conclusion) })
        .where('id', '=', id)
        .execute(),
    );
  }

  override async name(id: string, doer: Outsider): Promise<void> {
    await this.database.keep(`Who started ${id}`, (db) =>
      db
        .updateTable('deployments')
        .set({ doer: JSON.stringify(doer) })
        .where('id', '=', id)
        .execute(),
    );
  }

  override async conclusion(id: string): Promise<Conclusion | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('deployments').select('conclusion').where('id', '=', id).executeTakeFirst(),
    );
    return row?.conclusion == null ? undefined : (JSON.parse(row.conclusion) as Conclusion);
  }

  private newest(
    { environment, cluster, service }: ServiceRef,
    limit: number,
  ): Promise<(KnownRow & { ended: number })[]> {
    return this.database.ask((db) =>
      db
        .selectFrom('deployments')
        .select([...KNOWN, 'ended'])
        .where('environment', '=', environment)
        .where('cluster', '=', cluster)
        .where('service', '=', service)
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    );
  }
}

const KNOWN = ['body', 'stage', 'done_at', 'relapse', 'doer'] as const;

type KnownRow = Pick<DeploymentRow, (typeof KNOWN)[number]>;

function deploymentIn({ body, stage, done_at, relapse, doer }: KnownRow): Deployment {
  const { stage: _before, ...deployment } = JSON.parse(body) as Deployment;
  return {
    ...deployment,
    ...(stage === null ? {} : { stage: JSON.parse(stage) as StageNote }),
    ...(done_at === null ? {} : { doneAt: done_at }),
    ...(relapse === null ? {} : { relapse: JSON.parse(relapse) as Relapse }),
    ...(doer === null ? {} : { actor: JSON.parse(doer) as Outsider }),
  };
}
