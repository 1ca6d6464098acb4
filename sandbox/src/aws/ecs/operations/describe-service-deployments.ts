import type { DescribeServiceDeploymentsRequest, DescribeServiceDeploymentsResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter } from '../ecs.faults';
import { serviceDeploymentShape } from '../answers/service-deployment';

export const describeServiceDeployments = operation<
  EcsRegion,
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse
>({
  name: 'DescribeServiceDeployments',
  run({ serviceDeploymentArns: arns = [] }, { state }) {
    if (arns.length === 0) throw invalidParameter('Service deployments cannot be empty.');
    if (arns.length > 20) throw invalidParameter('Service deployments cannot have more than 20 elements');
    const found = arns.map((arn) => state.services.deployment(arn));
    return {
      serviceDeployments: found.flatMap((each) => (each ? [serviceDeploymentShape(each.service, each.record)] : [])),
      failures: arns.flatMap((arn, index) => (found[index] ? [] : [{ arn, reason: 'MISSING' }])),
    };
  },
});
