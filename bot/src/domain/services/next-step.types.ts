import type { NextStep } from '../../kernel/user-error';
import type { ServiceRef } from './service-ref.types';

/** What the domain's errors offer to do next. */
export type ServiceStep = NextStep &
  (
    | { do: 'list-services' }
    | { do: 'look'; ref: ServiceRef }
    // Without an image: a choice of those there are. From the world that it was offered in, where that is known.
    | { do: 'set-image'; ref: ServiceRef; image?: string; container?: string; from?: { key: string; words: string } }
    | { do: 'roll-back'; ref: ServiceRef }
    // From the range that it was when this was offered.
    | { do: 'set-range'; ref: ServiceRef; range: Range; from: Range }
  );

interface Range {
  min: number;
  max: number;
}

export const LIST_SERVICES: ServiceStep = { do: 'list-services' };

export function lookAt(ref: ServiceRef): ServiceStep {
  return { do: 'look', ref };
}

const KINDS: ReadonlySet<string> = new Set<ServiceStep['do']>([
  'list-services',
  'look',
  'roll-back',
  'set-image',
  'set-range',
]);

/** Tells the domain's steps from those of others. */
export function isServiceStep(step: NextStep): step is ServiceStep {
  return KINDS.has(step.do);
}
