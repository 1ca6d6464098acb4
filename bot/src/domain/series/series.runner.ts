import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Announced } from '../changes/change.types';
import { DeploymentsService, riseOf, verdictOf } from '../deployments/deployments.service';
import type { Deployment } from '../deployments/deployment.types';
import type { DeploymentSnapshot, Followed } from '../deployments/snapshot.types';
import { MemberDeployer } from './member.deployer';
import { SeriesAnnouncements, SeriesRecord } from './series.port';
import { SeriesRun } from './series.run';
import { SeriesTurns } from './series.turns';
import type { Series } from './series.types';

/** Goes on with series: one service after the other, until one fails. */
@Injectable()
export class SeriesRunner implements BeforeApplicationShutdown {
  private readonly leaving = new AbortController();

  constructor(
    private readonly deployer: MemberDeployer,
    private readonly deployments: DeploymentsService,
    private readonly record: SeriesRecord,
    private readonly announcements: SeriesAnnouncements,
    private readonly turns: SeriesTurns,
  ) {}

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Shows one that was begun just now and goes on with it. @returns when its message stands, or never will */
  begin(series: Series): Promise<Announced> {
    const announced = this.announcements.show(series);
    void this.goOn(series);
    return announced;
  }

  /** Goes on with one, unless a bot does already. Resolves when it is over, or another bot's. Never rejects. */
  goOn({ id }: Pick<Series, 'id'>): Promise<void> {
    return this.turns.goOn(
      id,
      (series, lease) => {
        const signal = AbortSignal.any([this.leaving.signal, lease.over]);
        this.announcements.hold(series, () => lease.isHeld);
        return this.run(new SeriesRun(series, this.record, this.announcements, signal));
      },
      this.leaving.signal,
    );
  }

  private async run(run: SeriesRun): Promise<void> {
    const { signal } = run;
    const settling = this.settleOn(run);
    if (run.series.state === 'under-way') {
      for (let at = run.next(); at !== undefined && !signal.aborted; at = run.next())
        await this.deploy(run, at, settling);
      if (!signal.aborted) await run.end();
    }
    if (!signal.aborted) await this.announcements.end(run.series);
    await Promise.all(settling);
    if (signal.aborted) return;
    await this.announcements.show(run.series, undefined, { last: true });
    await this.record.close(run.series.id);
    this.announcements.hold(run.series, undefined);
  }

  private async deploy(run: SeriesRun, at: number, settling: Promise<void>[]): Promise<void> {
    const { signal } = run;
    let { deployment } = run.member(at);
    if (deployment === undefined) {
      await run.become(at, { state: 'under-way' });
      const begun = await this.deployer.begin(run.series, run.member(at), signal);
      if (begun === undefined) return;
      if (begun === 'same') return run.become(at, { state: 'same' });
      if ('why' in begun) return run.become(at, { state: 'failed', why: begun.why });
      ({ deployment } = begun);
      await run.become(at, { deployment });
    }
    await this.follow(run, at, deployment, settling);
  }

  /** To the end of its rollout; one that is done is watched on while the next one is begun. */
  private async follow(run: SeriesRun, at: number, deployment: Deployment, settling: Promise<void>[]): Promise<void> {
    const known = await this.known(deployment);
    const watch = this.deployments.watch(known.deployment, run.signal, known.failing);
    const { doneAt } = known.deployment;
    // That it is done was written down of it, and not of the series any more.
    const last = doneAt === undefined ? await this.rollOut(run, watch) : undefined;
    if (run.signal.aborted) return;
    const verdict = doneAt === undefined ? last && verdictOf(last).kind : 'succeeded';
    if (verdict !== 'succeeded') return this.failed(run, at, deployment, last);
    if (last) await this.deployments.settle(last);
    await run.become(at, { state: 'done', verdict, endedAt: doneAt ?? last!.at });
    settling.push(this.settle(run, at, watch));
  }

  /** @returns how it ended; undefined where that is not known */
  private async rollOut(
    run: SeriesRun,
    watch: AsyncGenerator<DeploymentSnapshot, void>,
  ): Promise<DeploymentSnapshot | undefined> {
    let last: DeploymentSnapshot | undefined;
    for (let next = await watch.next(); next.done !== true; next = await watch.next()) {
      const before = last;
      last = next.value;
      if (run.signal.aborted || verdictOf(last).terminal) break;
      const rise = riseOf(before, last);
      if (rise !== undefined) void this.announcements.worse(run.series, last, rise);
      run.show(last);
    }
    return last;
  }

  private async failed(
    run: SeriesRun,
    at: number,
    deployment: Deployment,
    last: DeploymentSnapshot | undefined,
  ): Promise<void> {
    await this.deployments.leave(deployment);
    if (last === undefined) return run.become(at, { state: 'failed', why: 'How its deployment ended is not known.' });
    const { kind: verdict } = verdictOf(last);
    const cancelled = last.cancelledBy === undefined ? {} : { isCancelled: true as const };
    await run.become(at, { state: 'failed', verdict, endedAt: last.at, ...cancelled }, last);
  }

  /** A service that goes wrong after it was done is one that failed: nothing more is begun. */
  private async settle(run: SeriesRun, at: number, watch: AsyncGenerator<DeploymentSnapshot, void>): Promise<void> {
    for await (const now of watch) {
      if (run.signal.aborted) return;
      const { kind: verdict } = verdictOf(now);
      if (verdict !== 'relapsed') continue;
      await run.become(at, { state: 'failed', verdict, endedAt: now.at }, now);
      await this.announcements.worse(run.series, now, `rise-relapsed-${at}`);
    }
    const { deployment } = run.member(at);
    if (deployment && !run.signal.aborted) await this.deployments.leave(deployment);
  }

  /** Those that were done before a restart and have not settled yet. */
  private settleOn(run: SeriesRun): Promise<void>[] {
    return run.series.members.map(async ({ state, deployment }, at) => {
      if (state !== 'done' || deployment === undefined) return;
      const followed = (await this.deployments.followed()).find((one) => one.deployment.id === deployment.id);
      if (followed)
        await this.settle(run, at, this.deployments.watch(followed.deployment, run.signal, followed.failing));
    });
  }

  private async known(deployment: Deployment): Promise<Followed> {
    const followed = await this.deployments.followed();
    return followed.find((one) => one.deployment.id === deployment.id) ?? { deployment };
  }
}
