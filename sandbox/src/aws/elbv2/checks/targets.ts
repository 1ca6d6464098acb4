import { isIPv4 } from 'node:net';
import type { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Target } from '../../engine/targets.port';
import { checkRange, validationError } from '../elbv2.faults';
import type { TargetGroup } from '../state/target-group';

/**
 * A target as a request names it; without a port it is the group's.
 * @throws AwsFault ValidationError for an id that is no address.
 */
export function targetFrom({ Id = '', Port }: TargetDescription, group: TargetGroup): Target {
  checkRange(Port, 'targets.1.member.port', 1, 65_535);
  if (!isIPv4(Id)) throw validationError(`The IP address '${Id}' is not a valid IPv4 address`);
  return { id: Id, port: Port ?? group.settings.port };
}

/** An empty list is refused. @throws AwsFault ValidationError */
export function targetsFrom(targets: readonly TargetDescription[], group: TargetGroup): Target[] {
  if (targets.length === 0) throw validationError('At least one target must be specified');
  return targets.map((target) => targetFrom(target, group));
}
