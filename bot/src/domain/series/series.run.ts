import type { DeploymentSnapshot } from '../deployments/snapshot.types';
import type { SeriesAnnouncements, SeriesRecord } from './series.port';
import { isGood } from './series.types';
import type { Series, SeriesMember } from './series.types';

/** A series while this bot goes on with it: what becomes of it is kept first, and then shown. */
export class SeriesRun {
  constructor(
    public series: Series,
    private readonly record: SeriesRecord,
    private readonly announcements: SeriesAnnouncements,
    /** Once it is aborted nothing more is begun, kept or shown. */
    readonly signal: AbortSignal,
  ) {}

  /** The first that is neither well nor over; undefined where none is left, or one has failed. */
  next(): number | undefined {
    const { members } = this.series;
    const at = members.findIndex((member) => !isGood(member));
    const isOpen = members[at]?.state === 'waiting' || members[at]?.state === 'under-way';
    return at >= 0 && isOpen ? at : undefined;
  }

  member(at: number): SeriesMember {
    return this.series.members[at]!;
  }

  async become(at: number, change: Partial<SeriesMember>, now?: DeploymentSnapshot): Promise<void> {
    const members = this.series.members.map((member, index) => (index === at ? { ...member, ...change } : member));
    await this.save({ ...this.series, members }, now);
  }

  /** Those behind the one that failed are left as they are. */
  async end(): Promise<void> {
    const { members } = this.series;
    const isDone = members.every(isGood);
    const left = members.map((member): SeriesMember =>
      member.state === 'waiting' ? { ...member, state: 'left' } : member,
    );
    await this.save({ ...this.series, members: left, state: isDone ? 'done' : 'stopped' });
  }

  show(now?: DeploymentSnapshot): void {
    void this.announcements.show(this.series, now);
  }

  private async save(series: Series, now?: DeploymentSnapshot): Promise<void> {
    this.series = series;
    await this.record.keep(series);
    this.show(now);
  }
}
