import type { CreateLoadBalancerInput, CreateLoadBalancerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { checkEnum, checkName, duplicateName, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import type { LoadBalancer } from '../state/load-balancer';

const VPC = 'vpc-0primes';

/** Asking again with the same settings answers with what is there; the sandbox has no EC2, so any subnet is taken to exist. */
export const createLoadBalancer = operation<Elbv2Region, CreateLoadBalancerInput, CreateLoadBalancerOutput>({
  name: 'CreateLoadBalancer',
  unsupported: [
    'CustomerOwnedIpv4Pool',
    'EnablePrefixForIpv6SourceNat',
    'IpamPools',
    { path: 'Type', values: ['network', 'gateway'] },
    { path: 'IpAddressType', values: ['dualstack', 'dualstack-without-public-ipv4'] },
    'SubnetMappings[].AllocationId',
    'SubnetMappings[].PrivateIPv4Address',
    'SubnetMappings[].IPv6Address',
  ],
  run(input, { state }) {
    const name = input.Name ?? '';
    checkName('The load balancer name', name);
    checkEnum(input.Scheme, 'scheme', ['internet-facing', 'internal']);
    checkEnum(input.Type, 'type', ['application', 'network', 'gateway']);
    const subnets = input.Subnets ?? input.SubnetMappings?.map(({ SubnetId }) => SubnetId ?? '') ?? [];
    if (input.Subnets && input.SubnetMappings)
      throw validationError('You can specify either Subnets or SubnetMappings');
    if (new Set(subnets).size < 2) {
      throw validationError('At least two subnets in two different Availability Zones must be specified');
    }
    const scheme = input.Scheme ?? 'internet-facing';
    const securityGroups = input.SecurityGroups ?? ['sg-0default'];
    const known = state.listLoadBalancers().find(({ settings }) => settings.name === name);
    const same = known && sameSettings(known, scheme, subnets, securityGroups);
    if (known && !same) throw duplicateName('DuplicateLoadBalancerNameException', 'load balancer', name);
    const zones = subnets.map((SubnetId, at) => ({
      ZoneName: zoneOf(state.region, at),
      SubnetId,
      LoadBalancerAddresses: [],
    }));
    const balancer = known ?? state.addLoadBalancer({ name, scheme, zones, securityGroups, vpcId: VPC });
    if (!known) state.tags.add(balancer.settings.arn, input.Tags ?? []);
    return { LoadBalancers: [balancer.shape(state.now())] };
  },
});

function sameSettings({ settings }: LoadBalancer, scheme: string, subnets: string[], groups: string[]): boolean {
  const has = new Set(settings.zones.map(({ SubnetId }) => SubnetId));
  return (
    settings.scheme === scheme &&
    subnets.length === has.size &&
    subnets.every((subnet) => has.has(subnet)) &&
    groups.join() === settings.securityGroups.join()
  );
}

/** Subnets are spread over the region's zones in the order in which they are given. */
const zoneOf = (region: string, at: number): string => region + 'abc'.charAt(at % 3);
