import type { AnyOptions } from '../stacks/stack-kinds';
import { Refusal } from '../terminal/failure';
import { touchesService, type Plan } from './plan';

/** @throws Refusal where CloudFormation is at work on the stack */
export function refuseWhileChanging({ wanted, standing }: Pick<Plan, 'wanted' | 'standing'>): void {
  if (!standing?.status.endsWith('_IN_PROGRESS')) return;
  throw new Refusal(
    `The stack ${wanted.kind.name} is being changed by somebody else (${standing.status}). npm run infra -- status shows when it is done.`,
  );
}

/**
 * An image that is still being rolled out may yet fail: it is not taken over as what runs.
 * @param named what was typed
 * @throws Refusal where the service would change while a deployment is under way, and no image was named
 */
export function refuseWhileDeploying(
  { wanted, running, difference }: Pick<Plan, 'wanted' | 'running' | 'difference'>,
  named: Partial<AnyOptions>,
): void {
  if (running?.rollout !== 'IN_PROGRESS' || named.image !== undefined || !touchesService(difference)) return;
  throw new Refusal(
    `A deployment of ${wanted.kind.names.service} is under way, and nobody knows yet whether it stays. Run this again when it is over, or say which image with --image.`,
  );
}
