import { Injectable } from '@nestjs/common';
import type { ChangeKind } from './change-kind';
import type { ChangeKindName } from './kinds.types';

/** Which kinds of change there are. */
@Injectable()
export class ChangeKindRegistry {
  private readonly kinds: ReadonlyMap<string, ChangeKind>;

  /** Throws an Error when two kinds have the same name, which stops the boot. */
  constructor(kinds: readonly ChangeKind[]) {
    this.kinds = new Map(kinds.map((kind) => [kind.name, kind]));
    if (this.kinds.size < kinds.length) throw new Error('Two kinds of change have the same name. Rename one of them.');
  }

  of<Name extends ChangeKindName>(name: Name): ChangeKind<Name> {
    const kind = this.kinds.get(name);
    if (kind === undefined) throw new Error(`There is no kind of change called ${name}.`);
    return kind as unknown as ChangeKind<Name>;
  }

  /** By a name that stood on a button, which may be an old one. */
  find(name: string): ChangeKind | undefined {
    return this.kinds.get(name);
  }
}
