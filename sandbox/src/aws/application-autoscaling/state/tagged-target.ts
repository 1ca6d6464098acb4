import { AwsFault } from '../../wire/fault';
import type { AutoScalingRegion } from './application-autoscaling.region';

/** @throws AwsFault ResourceNotFoundException unless the ARN is a scalable target's: only those have tags. */
export function checkTaggable(state: AutoScalingRegion, arn: string | undefined): string {
  const target = state.registry.targets().find((candidate) => candidate.arn === arn);
  if (!target) {
    throw new AwsFault('ResourceNotFoundException', `The specified resource doesn't exist: ${arn ?? ''}`, 400, {
      ResourceName: arn,
    });
  }
  return target.arn;
}
