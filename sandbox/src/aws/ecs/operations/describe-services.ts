import type { DescribeServicesRequest, DescribeServicesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';
import { checkInclude, invalidParameter } from '../ecs.faults';
import { serviceShape } from '../answers/service';

export const describeServices = operation<EcsRegion, DescribeServicesRequest, DescribeServicesResponse>({
  name: 'DescribeServices',
  run({ cluster: asked, services: names = [], include }, { state }) {
    const cluster = state.clusters.active(asked);
    checkInclude(include);
    if (names.length === 0) throw invalidParameter('Services cannot be empty.');
    if (names.length > 10) throw invalidParameter('Services cannot have more than 10 elements');
    const found = names.map((name) => state.services.find(cluster, name));
    return {
      services: found.flatMap((service) => (service ? [serviceShape(state, service, include?.includes('TAGS'))] : [])),
      failures: names.flatMap((name, index) =>
        found[index] ? [] : [{ arn: state.arns.service(cluster.name, nameOf(name)), reason: 'MISSING' }],
      ),
    };
  },
});
