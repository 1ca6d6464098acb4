import * as model from '@aws-sdk/client-servicediscovery';
import type { AwsService } from '../wire/aws-service';
import { createPrivateDnsNamespace } from './create-private-dns-namespace';
import { createService } from './create-service';
import { deleteNamespace } from './delete-namespace';
import { deleteService } from './delete-service';
import { deregisterInstance } from './deregister-instance';
import { discoverInstances } from './discover-instances';
import { getInstance } from './get-instance';
import { getNamespace } from './get-namespace';
import { getOperation } from './get-operation';
import { getService } from './get-service';
import { listInstances } from './list-instances';
import { listNamespaces } from './list-namespaces';
import { listOperations } from './list-operations';
import { listServices } from './list-services';
import { listTagsForResource } from './list-tags-for-resource';
import { registerInstance } from './register-instance';
import type { ServiceDiscoveryRegion } from './servicediscovery.region';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

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
