import { BuildAnnouncements, BuildRecord } from '../builds.port';
import { buildKey } from '../builds.types';
import type { Build } from '../builds.types';

/** For specs: what pipelines told of, for as long as the spec lasts. */
export class InMemoryBuilds extends BuildRecord {
  private readonly ids = new Set<string>();
  private readonly builds = new Map<string, Build>();
  private readonly done = new Set<string>();

  override async isFirst(id: string): Promise<boolean> {
    const isFirst = !this.ids.has(id);
    this.ids.add(id);
    return isFirst;
  }

  override async forget(id: string): Promise<void> {
    this.ids.delete(id);
  }

  override async add(build: Build): Promise<boolean> {
    const isNew = !this.builds.has(buildKey(build));
    if (isNew) this.builds.set(buildKey(build), build);
    return isNew;
  }

  override async told(build: Build): Promise<void> {
    this.done.add(buildKey(build));
  }

  override async untold(): Promise<Build[]> {
    return [...this.builds.values()].filter((build) => !this.done.has(buildKey(build)));
  }
}

/** For specs: tells by keeping what it was told. */
export class FakeBuildAnnouncements extends BuildAnnouncements {
  readonly builds: Build[] = [];
  /** The bot ends while it tells. */
  isEnding = false;

  override async tell(build: Build): Promise<void> {
    if (this.isEnding) return new Promise(() => {});
    this.builds.push(build);
  }
}
