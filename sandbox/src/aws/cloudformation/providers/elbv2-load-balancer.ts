import {
  AddTagsCommand,
  CreateLoadBalancerCommand,
  CreateLoadBalancerInput$,
  DeleteLoadBalancerCommand,
  DescribeLoadBalancersCommand,
  ModifyLoadBalancerAttributesCommand,
  ModifyLoadBalancerAttributesInput$,
  RemoveTagsCommand,
  type CreateLoadBalancerInput,
  type ElasticLoadBalancingV2Client,
  type LoadBalancer,
  type ModifyLoadBalancerAttributesInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Properties } from '../template/template';
import type { Clients } from './clients';
import { only, realType, textOf, without } from './define';
import { alreadyExists, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { differs, tagChange } from './tags';

const TYPE = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const OWN = ['LoadBalancerAttributes'];

/** An application load balancer. The sandbox has neither SetSubnets nor SetSecurityGroups, so these do not change in place. */
export const elbv2LoadBalancer = ({ elbv2 }: Clients) =>
  realType({
    type: TYPE,
    schema: CreateLoadBalancerInput$,
    rules: {
      replaced: 'Name Scheme Type',
      updated: 'LoadBalancerAttributes Tags',
      fixed: 'IpAddressType SecurityGroups SubnetMappings Subnets',
      absent:
        'EnableCapacityReservationProvisionStabilize EnablePrefixForIpv6SourceNat ' +
        'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic Ipv4IpamPoolId MinimumLoadBalancerCapacity',
    },
    own: OWN,
    attributes: [
      'CanonicalHostedZoneID',
      'DNSName',
      'LoadBalancerArn',
      'LoadBalancerFullName',
      'LoadBalancerName',
      'SecurityGroups',
    ],
    async create(properties, making) {
      const Name = textOf(properties, 'Name') ?? making.generatedName(32);
      if (await isThere(elbv2, Name)) throw alreadyExists(TYPE, Name);
      const input = sdkInput<CreateLoadBalancerInput>(CreateLoadBalancerInput$, without(properties, OWN));
      const { LoadBalancers } = await elbv2.send(new CreateLoadBalancerCommand({ ...input, Name }));
      const balancer = LoadBalancers![0]!;
      making.initiated(balancer.LoadBalancerArn!);
      await modifyAttributes(elbv2, balancer.LoadBalancerArn!, properties);
      return { physicalId: balancer.LoadBalancerArn!, attributes: attributesOf(balancer) };
    },
    async update(made, change) {
      const { physicalId } = made;
      if (differs(change, 'LoadBalancerAttributes')) await modifyAttributes(elbv2, physicalId, change.after);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await elbv2.send(new AddTagsCommand({ ResourceArns: [physicalId], Tags: set }));
      if (removed.length > 0) await elbv2.send(new RemoveTagsCommand({ ResourceArns: [physicalId], TagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) => unlessGone(elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: physicalId }))),
  });

function attributesOf(balancer: LoadBalancer) {
  const { CanonicalHostedZoneId, DNSName, LoadBalancerArn, LoadBalancerName, SecurityGroups } = balancer;
  return {
    CanonicalHostedZoneID: CanonicalHostedZoneId ?? '',
    DNSName: DNSName!,
    LoadBalancerArn: LoadBalancerArn!,
    LoadBalancerFullName: LoadBalancerArn!.split(':loadbalancer/')[1] ?? '',
    LoadBalancerName: LoadBalancerName!,
    SecurityGroups: SecurityGroups ?? [],
  };
}

async function modifyAttributes(
  elbv2: ElasticLoadBalancingV2Client,
  arn: string,
  properties: Properties,
): Promise<void> {
  const { LoadBalancerAttributes } = only(properties, OWN);
  if (LoadBalancerAttributes === undefined) return;
  const input = sdkInput<ModifyLoadBalancerAttributesInput>(ModifyLoadBalancerAttributesInput$, {
    LoadBalancerArn: arn,
    Attributes: LoadBalancerAttributes,
  });
  await elbv2.send(new ModifyLoadBalancerAttributesCommand(input));
}

async function isThere(elbv2: ElasticLoadBalancingV2Client, name: string): Promise<boolean> {
  const { LoadBalancers } = await elbv2.send(new DescribeLoadBalancersCommand({}));
  return LoadBalancers?.some(({ LoadBalancerName }) => LoadBalancerName === name) ?? false;
}
