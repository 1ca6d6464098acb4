import type { Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';

/** The tags of a region's load balancers, target groups, listeners and rules, by ARN. */
export class TagBook {
  private readonly tags = new Map<string, Tag[]>();

  of(arn: string): Tag[] {
    return this.tags.get(arn) ?? [];
  }

  /** Adds tags; a key that is there gets the new value. @throws AwsFault DuplicateTagKeysException */
  add(arn: string, tags: readonly Tag[]): void {
    const keys = tags.map(({ Key }) => Key);
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (twice !== undefined) {
      throw new AwsFault('DuplicateTagKeysException', `Tag key was specified more than once: ${twice}`);
    }
    this.tags.set(arn, [...this.of(arn).filter(({ Key }) => !keys.includes(Key)), ...tags]);
  }

  remove(arn: string, keys: readonly string[]): void {
    this.tags.set(
      arn,
      this.of(arn).filter(({ Key }) => Key === undefined || !keys.includes(Key)),
    );
  }

  forget(arn: string): void {
    this.tags.delete(arn);
  }
}
