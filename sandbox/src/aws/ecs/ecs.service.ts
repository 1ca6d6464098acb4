import * as model from '@aws-sdk/client-ecs';
import type { AwsService } from '../wire/aws-service';
import type { EcsRegion } from './ecs.region';
import { createCluster } from './create-cluster';
import { createService } from './create-service';
import { deleteCluster } from './delete-cluster';
import { deleteService } from './delete-service';
import { deregisterTaskDefinition } from './deregister-task-definition';
import { describeClusters } from './describe-clusters';
import { describeContainerInstances } from './describe-container-instances';
import { describeServiceDeployments } from './describe-service-deployments';
import { describeServiceRevisions } from './describe-service-revisions';
import { describeServices } from './describe-services';
import { describeTaskDefinition } from './describe-task-definition';
import { describeTasks } from './describe-tasks';
import { listClusters } from './list-clusters';
import { listContainerInstances } from './list-container-instances';
import { listServiceDeployments } from './list-service-deployments';
import { listServices } from './list-services';
import { listTagsForResource } from './list-tags-for-resource';
import { listTaskDefinitionFamilies } from './list-task-definition-families';
import { listTaskDefinitions } from './list-task-definitions';
import { listTasks } from './list-tasks';
import { registerTaskDefinition } from './register-task-definition';
import { runTask } from './run-task';
import { stopServiceDeployment } from './stop-service-deployment';
import { stopTask } from './stop-task';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateService } from './update-service';

/** Amazon ECS as the router serves it. */
export const ecsService = (stateOf: (region: string) => EcsRegion): AwsService<EcsRegion> => ({
  model,
  client: new model.ECSClient({ region: 'us-east-1' }),
  state: stateOf,
  operations: [
    createCluster,
    describeClusters,
    listClusters,
    deleteCluster,
    registerTaskDefinition,
    describeTaskDefinition,
    listTaskDefinitions,
    listTaskDefinitionFamilies,
    deregisterTaskDefinition,
    createService,
    updateService,
    describeServices,
    listServices,
    deleteService,
    listTasks,
    describeTasks,
    stopTask,
    runTask,
    listServiceDeployments,
    describeServiceDeployments,
    describeServiceRevisions,
    stopServiceDeployment,
    listTagsForResource,
    tagResource,
    untagResource,
    listContainerInstances,
    describeContainerInstances,
  ],
});
