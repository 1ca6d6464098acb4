import type { StopServiceDeploymentRequest, StopServiceDeploymentResponse } from '@aws-sdk/client-ecs';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { oneOf } from '../ecs.faults';

/** ECS itself allows ROLLBACK alone ("Stopping Amazon ECS service deployments"), whatever else the enum has. */
export const stopServiceDeployment = operation<EcsRegion, StopServiceDeploymentRequest, StopServiceDeploymentResponse>({
  name: 'StopServiceDeployment',
  unsupported: [{ path: 'stopType', values: ['ABORT'] }],
  run({ serviceDeploymentArn: arn = '', stopType }, { state }) {
    oneOf('stop type', stopType, ['ABORT', 'ROLLBACK']);
    const found = state.services.deployment(arn);
    if (!found) throw new AwsFault('ServiceDeploymentNotFoundException', 'Service deployment not found.');
    const { service, record } = found;
    if (!record.ongoing) {
      throw new AwsFault(
        'ConflictException',
        `The service deployment cannot be stopped: its status is ${record.status}.`,
      );
    }
    if (record.status === 'PENDING' || record.status === 'IN_PROGRESS') state.services.rollBack(service);
    return { serviceDeploymentArn: arn };
  },
});
