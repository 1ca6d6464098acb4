import {
  DeregisterTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  RegisterTaskDefinitionRequest$,
  TagResourceCommand,
  UntagResourceCommand,
  type RegisterTaskDefinitionRequest,
} from '@aws-sdk/client-ecs';
import type { Clients } from './clients';
import { realType, textOf } from './define';
import { sdkInput } from './sdk-properties';
import { lowerCase, tagChange } from './tags';

/** A task definition. What it says never changes: a change is a new revision, and the old one is deregistered afterwards. */
export const ecsTaskDefinition = ({ ecs }: Clients) =>
  realType({
    type: 'AWS::ECS::TaskDefinition',
    schema: RegisterTaskDefinitionRequest$,
    replaceable: true,
    rules: {
      replaced:
        'ContainerDefinitions Cpu EnableFaultInjection EphemeralStorage ExecutionRoleArn Family InferenceAccelerators IpcMode ' +
        'Memory NetworkMode PidMode PlacementConstraints ProxyConfiguration RequiresCompatibilities RuntimePlatform ' +
        'TaskRoleArn Volumes',
      updated: 'Tags',
    },
    attributes: ['TaskDefinitionArn'],
    async create(properties, making) {
      const input = sdkInput<RegisterTaskDefinitionRequest>(RegisterTaskDefinitionRequest$, properties);
      const family = textOf(properties, 'Family') ?? making.generatedName();
      const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand({ ...input, family }));
      const arn = taskDefinition!.taskDefinitionArn!;
      making.initiated(arn);
      return { physicalId: arn, attributes: { TaskDefinitionArn: arn } };
    },
    async update(made, change) {
      const resourceArn = made.physicalId;
      const { set, removed } = tagChange(change);
      if (set.length > 0) await ecs.send(new TagResourceCommand({ resourceArn, tags: lowerCase(set) }));
      if (removed.length > 0) await ecs.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
      return made;
    },
    async delete({ physicalId }) {
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: physicalId }));
    },
  });
