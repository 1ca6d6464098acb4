import * as model from '@aws-sdk/client-ecs';
import type { AwsService } from '../wire/aws-service';
import type { EcsRegion } from './state/ecs.region';
import { continueServiceDeployment } from './operations/continue-service-deployment';
import { createCluster } from './operations/create-cluster';
import { createService } from './operations/create-service';
import { createTaskSet } from './operations/create-task-set';
import { deleteCluster } from './operations/delete-cluster';
import { deleteService } from './operations/delete-service';
import { deleteTaskSet } from './operations/delete-task-set';
import { deregisterContainerInstance } from './operations/deregister-container-instance';
import { deregisterTaskDefinition } from './operations/deregister-task-definition';
import { describeClusters } from './operations/describe-clusters';
import { describeContainerInstances } from './operations/describe-container-instances';
import { describeServiceDeployments } from './operations/describe-service-deployments';
import { describeServiceRevisions } from './operations/describe-service-revisions';
import { describeServices } from './operations/describe-services';
import { describeTaskDefinition } from './operations/describe-task-definition';
import { describeTaskSets } from './operations/describe-task-sets';
import { describeTasks } from './operations/describe-tasks';
import { getTaskProtection } from './operations/get-task-protection';
import { listClusters } from './operations/list-clusters';
import { listContainerInstances } from './operations/list-container-instances';
import { listServiceDeployments } from './operations/list-service-deployments';
import { listServices } from './operations/list-services';
import { listTagsForResource } from './operations/list-tags-for-resource';
import { listTaskDefinitionFamilies } from './operations/list-task-definition-families';
import { listTaskDefinitions } from './operations/list-task-definitions';
import { listTasks } from './operations/list-tasks';
import { registerContainerInstance } from './operations/register-container-instance';
import { registerTaskDefinition } from './operations/register-task-definition';
import { runTask } from './operations/run-task';
import { stopServiceDeployment } from './operations/stop-service-deployment';
import { stopTask } from './operations/stop-task';
import { tagResource } from './operations/tag-resource';
import { untagResource } from './operations/untag-resource';
import { updateContainerInstancesState } from './operations/update-container-instances-state';
import { updateTaskProtection } from './operations/update-task-protection';
import { updateServicePrimaryTaskSet } from './operations/update-service-primary-task-set';
import { updateTaskSet } from './operations/update-task-set';
import { updateService } from './operations/update-service';

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
    continueServiceDeployment,
    listTagsForResource,
    tagResource,
    untagResource,
    listContainerInstances,
    describeContainerInstances,
    registerContainerInstance,
    updateContainerInstancesState,
    deregisterContainerInstance,
    getTaskProtection,
    updateTaskProtection,
    createTaskSet,
    describeTaskSets,
    updateTaskSet,
    updateServicePrimaryTaskSet,
    deleteTaskSet,
  ],
});
