import type {
  Parameter,
  Stack as StackShape,
  StackResource as ResourceShape,
  StackResourceDetail,
  StackResourceSummary,
  StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { Blueprint } from './blueprint';
import type { Stack, StackResource } from './stack';

const NOT_CHECKED = { StackDriftStatus: 'NOT_CHECKED' } as const;
const RESOURCE_NOT_CHECKED = { StackResourceDriftStatus: 'NOT_CHECKED' } as const;

/** As DescribeStacks answers it. */
export function stackShape(stack: Stack): StackShape {
  const { blueprint, createdAt, deletedAt, updatedAt } = stack;
  const { operation } = stack.events;
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: new Date(createdAt),
    ...(updatedAt !== undefined && { LastUpdatedTime: new Date(updatedAt) }),
    ...(deletedAt !== undefined && { DeletionTime: new Date(deletedAt) }),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    ChangeSetId: stack.changeSetId,
    Description: blueprint.template.description,
    Parameters: shownParameters(blueprint),
    Capabilities: [...blueprint.capabilities] as StackShape['Capabilities'],
    Outputs: stack.outputs,
    Tags: [...blueprint.tags],
    RoleARN: blueprint.roleArn,
    DisableRollback: stack.disableRollback,
    EnableTerminationProtection: stack.terminationProtection,
    NotificationARNs: [],
    RollbackConfiguration: {},
    DriftInformation: NOT_CHECKED,
    LastOperations: [{ OperationId: operation.id, OperationType: operation.kind }],
  };
}

/** As ListStacks answers it. */
export function stackSummary(stack: Stack): StackSummary {
  const { StackId, StackName, CreationTime, LastUpdatedTime, DeletionTime, StackStatus, StackStatusReason } =
    stackShape(stack);
  return {
    StackId,
    StackName,
    TemplateDescription: stack.blueprint.template.description,
    CreationTime,
    LastUpdatedTime,
    DeletionTime,
    StackStatus,
    StackStatusReason,
    DriftInformation: NOT_CHECKED,
  };
}

/** Parameters as people may see them: stars for what says NoEcho. */
export const shownParameters = ({ parameters, template }: Blueprint): Parameter[] =>
  [...parameters].map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: template.parameters[ParameterKey]?.noEcho ? '****' : value,
  }));

/** As DescribeStackResources answers it. */
export const resourceShape = (stack: Stack, resource: StackResource): ResourceShape => ({
  StackId: stack.id,
  StackName: stack.name,
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  Timestamp: new Date(resource.changedAt),
  ResourceStatus: resource.status,
  ResourceStatusReason: resource.reason,
  DriftInformation: RESOURCE_NOT_CHECKED,
});

/** As DescribeStackResource answers it. */
export const resourceDetail = (stack: Stack, resource: StackResource): StackResourceDetail => {
  const { Timestamp: _, ...shape } = resourceShape(stack, resource);
  const { metadata } = resource;
  return {
    ...shape,
    LogicalResourceId: resource.logicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status,
    LastUpdatedTimestamp: new Date(resource.changedAt),
    ...(metadata !== undefined && { Metadata: JSON.stringify(metadata) }),
  };
};

/** As ListStackResources answers it. */
export const resourceSummary = (resource: StackResource): StackResourceSummary => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  LastUpdatedTimestamp: new Date(resource.changedAt),
  ResourceStatus: resource.status,
  ResourceStatusReason: resource.reason,
  DriftInformation: RESOURCE_NOT_CHECKED,
});
