import type { ContinueServiceDeploymentRequest, ContinueServiceDeploymentResponse } from '@aws-sdk/client-ecs';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter, oneOf } from '../ecs.faults';

/** Ends a pause: goes on, or back ("Continuing service deployments"; the words are those of the guide's troubleshooting). */
export const continueServiceDeployment = operation<
  EcsRegion,
  ContinueServiceDeploymentRequest,
  ContinueServiceDeploymentResponse
>({
  name: 'ContinueServiceDeployment',
  run({ serviceDeploymentArn: arn = '', hookId = '', action = 'CONTINUE' }, { state }) {
    oneOf('action', action, ['CONTINUE', 'ROLLBACK']);
    if (!/^ecs-[a-z]+-./.test(hookId)) {
      throw invalidParameter('Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}');
    }
    const found = state.services.deployment(arn);
    if (!found) throw new AwsFault('ServiceDeploymentNotFoundException', 'The service deployment does not exist.');
    const { service, record } = found;
    if (!record.ongoing) {
      throw invalidParameter(
        'Continuing a service deployment is not allowed for service deployment in terminal states.',
      );
    }
    const pause = record.lifecycle?.hooks.awaited.find(({ id }) => id === hookId);
    if (!pause) {
      throw invalidParameter(
        'Provided hookId is either completed, unavailable, or not associated with the given Resource ARN',
      );
    }
    state.services.answerPause(service, pause, action);
    return { serviceDeploymentArn: arn };
  },
});
