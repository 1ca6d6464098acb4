import type { Tag } from '@aws-sdk/client-ecs';

/** The tags of a region's ECS resources, by ARN. */
export class Tags {
  private readonly tags = new Map<string, Map<string, string>>();

  /** Adds tags, over those of the same key. */
  put(arn: string, tags: readonly Tag[] = []): void {
    const mine = this.tags.get(arn) ?? new Map<string, string>();
    for (const { key, value } of tags) if (key !== undefined) mine.set(key, value ?? '');
    this.tags.set(arn, mine);
  }

  remove(arn: string, keys: readonly string[]): void {
    for (const key of keys) this.tags.get(arn)?.delete(key);
  }

  of(arn: string): Tag[] {
    return [...(this.tags.get(arn) ?? [])].map(([key, value]) => ({ key, value }));
  }

  drop(arn: string): void {
    this.tags.delete(arn);
  }
}
