import { Injectable } from '@nestjs/common';
import type { SubcommandSpec } from './subcommand.types';

/** Which commands there are. Filled while the application starts, from the handlers that Nest finds. */
@Injectable()
export class SubcommandRegistry {
  private readonly specs = new Map<string, SubcommandSpec>();

  /** Throws an Error when the name is taken, which stops the boot: of two `scale` commands only one could ever run. */
  add(spec: SubcommandSpec): void {
    if (this.specs.has(spec.name)) throw new Error(`Two commands are called "${spec.name}". Rename one of them.`);
    this.specs.set(spec.name, spec);
  }

  find(name: string): SubcommandSpec | undefined {
    return this.specs.get(name);
  }

  /** All of them, by name. */
  list(): SubcommandSpec[] {
    return [...this.specs.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }
}
