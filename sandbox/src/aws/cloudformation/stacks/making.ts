import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import { HandlerError, type Making } from '../providers/provider';
import type { StackPlace } from './stack';

/** An operation was broken off: by a failure beside it, a deletion of the stack, or the sandbox's end. */
export class BrokenOff extends Error {}

export interface MakingParts {
  logicalId: string;
  stackName: string;
  place: StackPlace;
  clock: Clock;
  pace: Pace;
  signal: AbortSignal;
  onInitiated: (physicalId: string) => void;
}

/** AWS seconds between two looks at what takes its time, and for how long CloudFormation goes on looking. */
const BETWEEN_LOOKS = 1;
const PATIENCE = 3 * 3600;

/** What a provider works with for one resource. */
export function makingOf({ logicalId, stackName, place, clock, pace, signal, onInitiated }: MakingParts): Making {
  return {
    logicalId,
    ...place,
    generatedName: (longest = 255) => generatedName(stackName, logicalId, longest),
    initiated: onInitiated,
    async until(isSo) {
      const end = clock.now() + pace.ms(PATIENCE);
      for (;;) {
        if (signal.aborted) throw new BrokenOff();
        if (await isSo()) return;
        if (clock.now() >= end) {
          throw new HandlerError('Exceeded attempts to wait for the resource to become stable.', 'NotStabilized');
        }
        await pause(clock, pace.ms(BETWEEN_LOOKS), signal);
      }
    },
  };
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, wake);
    signal.addEventListener('abort', wake, { once: true });
    function wake(): void {
      timer.cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    }
  });
}

/** `stack-LogicalId-1A2B3C4D5E6F`, shortened evenly where the service takes less. */
function generatedName(stackName: string, logicalId: string, longest: number): string {
  const suffix = randomBytes(6).toString('hex').toUpperCase();
  const room = longest - suffix.length - 2;
  const stack = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length));
  return `${stack}-${logicalId.slice(0, room - stack.length)}-${suffix}`;
}
