import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ResourceProvider } from '../providers/provider';
import type { Exports } from './exports';
import type { StackPlace } from './stack';

/** What the stacks of a region work with. */
export interface StackWorld {
  /** The types of resource, by name. */
  types: ReadonlyMap<string, ResourceProvider>;
  clock: Clock;
  pace: Pace;
  place: StackPlace;
  exports: Exports;
}
