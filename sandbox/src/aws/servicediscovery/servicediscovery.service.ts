import * as model from '@aws-sdk/client-servicediscovery';
import type { AwsService } from '../wire/aws-service';
import { createPrivateDnsNamespace } from './operations/create-private-dns-namespace';
import { createService } from './operations/create-service';
import { deleteNamespace } from './operations/delete-namespace';
import { deleteService } from './operations/delete-service';
import { deregisterInstance } from './operations/deregister-instance';
import { discoverInstances } from './operations/discover-instances';
import { getInstance } from './operations/get-instance';
import { getNamespace } from './operations/get-namespace';
import { getOperation } from './operations/get-operation';
import { getService } from './operations/get-service';
import { listInstances } from './operations/list-instances';
import { listNamespaces } from './operations/list-namespaces';
import { listOperations } from './operations/list-operations';
import { listServices } from './operations/list-services';
import { listTagsForResource } from './operations/list-tags-for-resource';
import { registerInstance } from './operations/register-instance';
import type { ServiceDiscoveryRegion } from './state/servicediscovery.region';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';

/** AWS Cloud Map as far as it is served here. */
export const serviceDiscoveryService = (
  stateOf: (region: string) => ServiceDiscoveryRegion,
): AwsService<ServiceDiscoveryRegion> => ({
  model,
  client: new model.ServiceDiscoveryClient({ region: 'us-west-2' }),
  operations: [
    createPrivateDnsNamespace,
    createService,
    deleteNamespace,
    deleteService,
    deregisterInstance,
    discoverInstances,
    getInstance,
    getNamespace,
    getOperation,
    getService,
    listInstances,
    listNamespaces,
    listOperations,
    listServices,
    listTagsForResource,
    registerInstance,
    tagResource,
    untagResource,
  ],
  state: stateOf,
});
