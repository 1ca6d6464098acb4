import type { DeploymentConfiguration } from '@aws-sdk/client-ecs';

/** In which steps production traffic is shifted. */
export interface ShiftPlan {
  /** Percent of the production traffic that the new revision has after each step; the last is 100. */
  steps: readonly number[];
  /** AWS minutes between two steps; there are none after the last. */
  stepBakeMinutes: number;
}

/** API reference, LinearConfiguration and CanaryConfiguration. */
export const LINEAR_DEFAULTS = { stepPercent: 10, stepBakeTimeInMinutes: 6 };
export const CANARY_DEFAULTS = { canaryPercent: 5, canaryBakeTimeInMinutes: 10 };

/** @returns undefined for a rolling update, which shifts none */
export function shiftPlan(configuration: DeploymentConfiguration): ShiftPlan | undefined {
  switch (configuration.strategy) {
    case 'BLUE_GREEN':
      return { steps: [100], stepBakeMinutes: 0 };
    case 'CANARY': {
      const { canaryPercent, canaryBakeTimeInMinutes } = { ...CANARY_DEFAULTS, ...configuration.canaryConfiguration };
      return { steps: [...new Set([canaryPercent, 100])], stepBakeMinutes: canaryBakeTimeInMinutes };
    }
    case 'LINEAR': {
      const { stepPercent, stepBakeTimeInMinutes } = { ...LINEAR_DEFAULTS, ...configuration.linearConfiguration };
      const count = Math.ceil(100 / stepPercent);
      // Each as a multiple, in tenths: added up, 0.1 would not come out even.
      const steps = Array.from({ length: count }, (_, at) =>
        Math.min(100, ((at + 1) * Math.round(stepPercent * 10)) / 10),
      );
      return { steps, stepBakeMinutes: stepBakeTimeInMinutes };
    }
    default:
      return undefined;
  }
}
