import type { DiscoverInstancesRequest, DiscoverInstancesResponse } from '@aws-sdk/client-servicediscovery';
import { operation } from '../../wire/operation';
import type { Instance } from '../state/discovery-service';
import { constraint, namespaceNotFound, serviceNotFound } from '../servicediscovery.faults';
import type { ServiceDiscoveryRegion } from '../state/servicediscovery.region';

const MOST = 1000;

/** Clients put "data-" before the endpoint's host for this one, unless they are made with `disableHostPrefix`. */
export const discoverInstances = operation<ServiceDiscoveryRegion, DiscoverInstancesRequest, DiscoverInstancesResponse>(
  {
    name: 'DiscoverInstances',
    unsupported: ['OwnerAccount'],
    run(input, { state }) {
      const { NamespaceName = '', ServiceName = '', MaxResults = 100, HealthStatus = 'HEALTHY_OR_ELSE_ALL' } = input;
      if (MaxResults < 1 || MaxResults > MOST)
        throw constraint('maxResults', MaxResults, `Member must have value less than or equal to ${MOST}`);
      const namespace = state.namespaces.named(NamespaceName);
      if (!namespace) throw namespaceNotFound();
      const service = state.in(namespace).find(({ name }) => name.toLowerCase() === ServiceName.toLowerCase());
      if (!service) throw serviceNotFound();
      const asked = [...service.instances.values()].filter((instance) => has(instance, input.QueryParameters));
      const preferred = asked.filter((instance) => has(instance, input.OptionalParameters));
      const found = preferred.length > 0 ? preferred : asked;
      const healthy = found.filter((instance) => healthOf(instance) === 'HEALTHY');
      const shown = {
        ALL: found,
        HEALTHY: healthy,
        UNHEALTHY: found.filter((instance) => healthOf(instance) === 'UNHEALTHY'),
        HEALTHY_OR_ELSE_ALL: healthy.length > 0 ? healthy : found,
      }[HealthStatus];
      return {
        Instances: shown.slice(0, MaxResults).map((instance) => ({
          InstanceId: instance.id,
          NamespaceName: namespace.name,
          ServiceName: service.name,
          HealthStatus: healthOf(instance),
          Attributes: { ...instance.attributes },
        })),
        InstancesRevision: service.revision,
      };
    },
  },
);

const has = ({ attributes }: Instance, wanted: Record<string, string> = {}): boolean =>
  Object.entries(wanted).every(([key, value]) => attributes[key] === value);

/** "If you don't specify a value for AWS_INIT_HEALTH_STATUS, the initial status is HEALTHY" (RegisterInstance). */
const healthOf = ({ attributes }: Instance): 'HEALTHY' | 'UNHEALTHY' =>
  attributes['AWS_INIT_HEALTH_STATUS'] === 'UNHEALTHY' ? 'UNHEALTHY' : 'HEALTHY';
