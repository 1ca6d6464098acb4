import type { ScalingAnnouncement, ScalingWhy } from './announcement.types';
import type { ScalingActivity } from './signal.types';

/** Why an activity was: its alarm where that is known, else what its cause says (Application Auto Scaling's own words). */
export function whyOf({ trigger, cause }: ScalingActivity): ScalingWhy {
  if (trigger !== undefined) return { kind: 'load', ...trigger };
  const minimum = /minimum capacity was set to (\d+)/i.exec(cause)?.[1];
  if (minimum !== undefined) return { kind: 'minimum', minimum: Number(minimum) };
  const maximum = /maximum capacity was set to (\d+)/i.exec(cause)?.[1];
  if (maximum !== undefined) return { kind: 'maximum', maximum: Number(maximum) };
  const schedule = /scheduled action name (\S+) was triggered/i.exec(cause)?.[1];
  return schedule === undefined ? { kind: 'other' } : { kind: 'schedule', name: schedule };
}

/** Which way an activity went: by its counts where both are known, else by what triggered it. */
export function directionOf({ from, to, trigger }: ScalingActivity): ScalingAnnouncement['direction'] {
  if (from !== undefined && from !== to) return to > from ? 'out' : 'in';
  if (trigger === undefined) return 'unknown';
  return trigger.above ? 'out' : 'in';
}
