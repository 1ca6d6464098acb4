import { Region, type RegionParts } from './region';

/** The regions that were spoken of since the start or the last reset; each one's state is its own. */
export class Regions {
  private regions = new Map<string, Region>();

  constructor(private readonly parts: RegionParts) {}

  /** The region of that name, made on first use. */
  named(name: string): Region {
    const known = this.regions.get(name);
    if (known) return known;
    const made = new Region(name, this.parts);
    this.regions.set(name, made);
    return made;
  }

  /** Whether any load balancer listens. */
  haveListener(): boolean {
    return [...this.regions.values()].some(({ elbv2 }) => elbv2.listeners.list().length > 0);
  }

  /** Forgets every region; resolves when no task's process is left. */
  async reset(): Promise<void> {
    const closing = [...this.regions.values()];
    await Promise.all(closing.map((region) => region.quiet()));
    this.regions = new Map();
    await Promise.all(closing.map((region) => region.close()));
  }
}
