/**
 * How many tasks keep a metric at its target, all else being equal: ceil(tasks * metric / target), as "How target tracking
 * scaling works" in the Application Auto Scaling guide has it.
 * @param tasks the number of tasks that `metric` speaks of.
 */
export function neededCapacity(tasks: number, metric: number, target: number): number {
  // A metric a rounding error above a whole number of tasks must not cost one more.
  return Math.max(0, Math.ceil((tasks * metric) / target - 1e-9));
}

/**
 * The desired count a scale-out goes to, undefined where it would not add any.
 * @param tasks as for `neededCapacity`. @param credit tasks the previous scale-out added, while its cooldown is in force:
 * they count as part of the next one, so only a larger scale-out goes on.
 */
export function scaleOutTo(request: {
  needed: number;
  tasks: number;
  desired: number;
  credit: number;
  maximum: number;
}): number | undefined {
  const { needed, tasks, desired, credit, maximum } = request;
  const wanted = credit > 0 ? Math.min(needed, desired + needed - tasks - credit) : needed;
  const capped = Math.min(wanted, maximum);
  return capped > desired ? capped : undefined;
}
