import { AwsFault } from '../../wire/fault';
import { IAM_NAMES, IAM_TYPES } from '../providers/iam';
import type { Template } from '../template/template';

/** What a caller has to acknowledge before a template may be made, and for which types of resource. */
export function capabilitiesOf({ resources }: Template): { needed: string[]; types: string[] } {
  const guarded = Object.values(resources).filter(({ type }) => IAM_TYPES.includes(type));
  const named = guarded.some(({ properties }) => IAM_NAMES.some((name) => properties[name] !== undefined));
  const types = [...new Set(guarded.map(({ type }) => type))];
  return { needed: types.length === 0 ? [] : [named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'], types };
}

/** @throws AwsFault InsufficientCapabilitiesException. Who acknowledges names acknowledges the rest. */
export function checkCapabilities(template: Template, given: readonly string[] = []): void {
  const lacking = capabilitiesOf(template).needed.filter(
    (needed) => !given.includes(needed) && !given.includes('CAPABILITY_NAMED_IAM'),
  );
  if (lacking.length === 0) return;
  throw new AwsFault('InsufficientCapabilitiesException', `Requires capabilities : [${lacking.join(', ')}]`);
}
