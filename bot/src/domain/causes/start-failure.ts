import type { StartFailure } from './cause.types';
import { CONTAINER_FAMILY, DEPENDENCY_FAMILY, RUNTIME_FAMILY } from './container-rules';
import { ENV_FILE_FAMILY, LOG_FAMILY, ROLE_FAMILY, SECRET_FAMILY, VOLUME_FAMILY } from './given-rules';
import { IMAGE_FAMILY } from './image-rules';
import { NETWORK_FAMILY, PLACE_FAMILY } from './place-rules';
import type { Family, Rule } from './start-rules';

/** The order counts: a log driver that fails keeps a container from starting, and secrets are read for registries too. */
const FAMILIES: readonly Family[] = [
  ROLE_FAMILY,
  SECRET_FAMILY,
  ENV_FILE_FAMILY,
  LOG_FAMILY,
  IMAGE_FAMILY,
  DEPENDENCY_FAMILY,
  NETWORK_FAMILY,
  VOLUME_FAMILY,
  CONTAINER_FAMILY,
  RUNTIME_FAMILY,
  PLACE_FAMILY,
];

/** What AWS's words say of a start that failed; undefined where they are of none that is known. */
export function startFailureIn(reason: string): StartFailure | undefined {
  for (const { about, rules } of FAMILIES) {
    if (!about.test(reason)) continue;
    const rule = rules.find(({ says }) => says.test(reason));
    if (rule) return { problem: rule.problem, ...nameIn(reason, rule), reason };
  }
  return reason.startsWith('ResourceInitializationError') ? { problem: 'initialization', reason } : undefined;
}

function nameIn(said: string, { names = [] }: Rule): { name?: string } {
  for (const form of names) {
    const name = form
      .exec(said)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (name !== undefined) return { name: name.replace(/[.:]+$/, '') };
  }
  return {};
}
