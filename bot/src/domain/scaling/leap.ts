/** Below so many tasks no step up is worth a question. */
const FEW = 20;
/** So many times as many is more often a digit too many than meant. */
const MANY_TIMES = 4;

/** Whether a step up is so large that somebody should look at it first. */
export function isLeap(from: number, to: number): boolean {
  return to > FEW && to > from * MANY_TIMES;
}
