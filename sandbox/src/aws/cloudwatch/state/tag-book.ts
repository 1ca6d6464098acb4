/** The tags of a region's resources, by ARN. */
export class TagBook {
  private readonly byArn = new Map<string, Map<string, string>>();

  of(arn: string): ReadonlyMap<string, string> {
    return this.byArn.get(arn) ?? new Map<string, string>();
  }

  add(arn: string, tags: Iterable<readonly [string, string]>): void {
    const all = this.byArn.get(arn) ?? new Map<string, string>();
    for (const [key, value] of tags) all.set(key, value);
    this.byArn.set(arn, all);
  }

  remove(arn: string, keys: readonly string[]): void {
    for (const key of keys) this.byArn.get(arn)?.delete(key);
  }

  forget(arn: string): void {
    this.byArn.delete(arn);
  }
}
