import {
  AddTagsCommand,
  CreateTargetGroupCommand,
  CreateTargetGroupInput$,
  DeleteTargetGroupCommand,
  DescribeTargetGroupsCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupAttributesInput$,
  ModifyTargetGroupCommand,
  ModifyTargetGroupInput$,
  RemoveTagsCommand,
  type CreateTargetGroupInput,
  type ElasticLoadBalancingV2Client,
  type ModifyTargetGroupAttributesInput,
  type ModifyTargetGroupInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Properties } from '../template/template';
import type { Clients } from './clients';
import { only, realType, textOf, without } from './define';
import { alreadyExists, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { differs, tagChange } from './tags';

const TYPE = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const OWN = ['TargetGroupAttributes'];
const HEALTH_CHECK =
  'HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol ' +
  'HealthCheckTimeoutSeconds HealthyThresholdCount Matcher UnhealthyThresholdCount';

/** A target group; what it is for stays, how its targets are checked changes in place. */
export const elbv2TargetGroup = ({ elbv2 }: Clients) =>
  realType({
    type: TYPE,
    schema: CreateTargetGroupInput$,
    rules: {
      replaced: 'IpAddressType Name Port Protocol ProtocolVersion TargetType VpcId',
      updated: `${HEALTH_CHECK} Tags TargetGroupAttributes`,
      absent: 'TargetControlPort Targets',
    },
    own: OWN,
    attributes: ['LoadBalancerArns', 'TargetGroupArn', 'TargetGroupFullName', 'TargetGroupName'],
    async create(properties, making) {
      const Name = textOf(properties, 'Name') ?? making.generatedName(32);
      if (await isThere(elbv2, Name)) throw alreadyExists(TYPE, Name);
      const input = sdkInput<CreateTargetGroupInput>(CreateTargetGroupInput$, without(properties, OWN));
      const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand({ ...input, Name }));
      const arn = TargetGroups![0]!.TargetGroupArn!;
      making.initiated(arn);
      await modifyAttributes(elbv2, arn, properties);
      return {
        physicalId: arn,
        attributes: {
          LoadBalancerArns: [],
          TargetGroupArn: arn,
          TargetGroupFullName: arn.slice(arn.indexOf(':targetgroup/') + 1),
          TargetGroupName: Name,
        },
      };
    },
    async update(made, change) {
      const { physicalId } = made;
      const checks = HEALTH_CHECK.split(' ');
      if (checks.some((name) => differs(change, name))) {
        const input = sdkInput<ModifyTargetGroupInput>(ModifyTargetGroupInput$, only(change.after, checks));
        await elbv2.send(new ModifyTargetGroupCommand({ ...input, TargetGroupArn: physicalId }));
      }
      if (differs(change, 'TargetGroupAttributes')) await modifyAttributes(elbv2, physicalId, change.after);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await elbv2.send(new AddTagsCommand({ ResourceArns: [physicalId], Tags: set }));
      if (removed.length > 0) await elbv2.send(new RemoveTagsCommand({ ResourceArns: [physicalId], TagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn: physicalId }))),
  });

async function modifyAttributes(
  elbv2: ElasticLoadBalancingV2Client,
  arn: string,
  properties: Properties,
): Promise<void> {
  const { TargetGroupAttributes } = properties;
  if (TargetGroupAttributes === undefined) return;
  const input = sdkInput<ModifyTargetGroupAttributesInput>(ModifyTargetGroupAttributesInput$, {
    TargetGroupArn: arn,
    Attributes: TargetGroupAttributes,
  });
  await elbv2.send(new ModifyTargetGroupAttributesCommand(input));
}

async function isThere(elbv2: ElasticLoadBalancingV2Client, name: string): Promise<boolean> {
  const { TargetGroups } = await elbv2.send(new DescribeTargetGroupsCommand({}));
  return TargetGroups?.some(({ TargetGroupName }) => TargetGroupName === name) ?? false;
}
