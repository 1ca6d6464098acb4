/** What could not be found out, and why, in a sentence for people. */
export interface Unknown {
  unknown: string;
}

/** Something that may be unknown without the rest being so: a denied metric must not hide a service's counts. */
export type Part<T> = T | Unknown;

/** Whether a part could not be found out. */
export function isUnknown<T>(part: Part<T>): part is Unknown {
  return typeof part === 'object' && part !== null && 'unknown' in part && typeof part.unknown === 'string';
}
