import { validationError } from '../cloudformation.faults';

/**
 * The resources in an order in which each comes after all that it needs.
 * @param dependencies what each needs, by logical id
 * @throws AwsFault ValidationError that names those that need each other
 */
export function ordered(dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const placed = new Set<string>();
  let waiting = [...dependencies.keys()];
  while (waiting.length > 0) {
    const ready = waiting.filter((id) => dependencies.get(id)!.every((needed) => placed.has(needed)));
    if (ready.length === 0) throw validationError(`Circular dependency between resources: [${waiting.join(', ')}]`);
    for (const id of ready) placed.add(id);
    waiting = waiting.filter((id) => !placed.has(id));
  }
  return [...placed];
}
