import type { DescribeServiceRevisionsRequest, DescribeServiceRevisionsResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter } from '../ecs.faults';
import { serviceRevisionShape } from '../answers/service-deployment';

export const describeServiceRevisions = operation<
  EcsRegion,
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse
>({
  name: 'DescribeServiceRevisions',
  run({ serviceRevisionArns: arns = [] }, { state }) {
    if (arns.length === 0) throw invalidParameter('Service revisions cannot be empty.');
    if (arns.length > 20) throw invalidParameter('Service revisions cannot have more than 20 elements');
    const found = arns.map((arn) => {
      const service = state.services.all().find(({ revisions }) => revisions.has(arn));
      const revision = service?.revisions.get(arn);
      return service && revision && serviceRevisionShape(service, revision);
    });
    return {
      serviceRevisions: found.flatMap((revision) => (revision ? [revision] : [])),
      failures: arns.flatMap((arn, index) => (found[index] ? [] : [{ arn, reason: 'MISSING' }])),
    };
  },
});
