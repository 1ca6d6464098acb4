import type { CreateTargetGroupInput, CreateTargetGroupOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { checkEnum, checkName, checkRange, duplicateName, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { HEALTH_CHECK_DEFAULTS, healthCheckFrom, UNSERVED_IN_HEALTH_CHECKS } from '../checks/health-check';

/** Asking again with the same settings answers with what is there. */
export const createTargetGroup = operation<Elbv2Region, CreateTargetGroupInput, CreateTargetGroupOutput>({
  name: 'CreateTargetGroup',
  unsupported: [
    'TargetControlPort',
    { path: 'TargetType', values: ['instance', 'lambda', 'alb'] },
    { path: 'Protocol', values: ['HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'] },
    { path: 'ProtocolVersion', values: ['HTTP2', 'GRPC'] },
    { path: 'IpAddressType', values: ['ipv6'] },
    ...UNSERVED_IN_HEALTH_CHECKS,
  ],
  run(input, { state }) {
    const name = input.Name ?? '';
    checkName('Target group name', name);
    checkEnum(input.Protocol, 'protocol', [
      'HTTP',
      'HTTPS',
      'TCP',
      'TLS',
      'UDP',
      'TCP_UDP',
      'GENEVE',
      'QUIC',
      'TCP_QUIC',
    ]);
    checkEnum(input.TargetType, 'targetType', ['instance', 'ip', 'lambda', 'alb']);
    checkRange(input.Port, 'port', 1, 65_535);
    // What is left out is an instance.
    if (input.TargetType === undefined)
      throw new NotImplementedFault('elasticloadbalancing', 'CreateTargetGroup with TargetType instance');
    if (input.Protocol === undefined) throw validationError('A protocol must be specified');
    if (input.Port === undefined) throw validationError('A port must be specified');
    if (input.VpcId === undefined) throw validationError('A VPC ID must be specified');
    const healthCheck = healthCheckFrom(input, HEALTH_CHECK_DEFAULTS);
    const settings = { name, port: input.Port, vpcId: input.VpcId, healthCheck };
    const known = state.listTargetGroups().find((group) => group.settings.name === name);
    if (
      known &&
      JSON.stringify({ ...known.settings, arn: undefined }) !== JSON.stringify({ ...settings, arn: undefined })
    ) {
      throw duplicateName('DuplicateTargetGroupNameException', 'target group', name);
    }
    const group = known ?? state.addTargetGroup({ ...settings, arn: state.newArn('targetgroup', name) });
    if (!known) state.tags.add(group.settings.arn, input.Tags ?? []);
    return { TargetGroups: [group.shape(state.listeners.loadBalancerArnsOf(group))] };
  },
});
