import type { Action, CreateListenerInput, CreateListenerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault, NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { checkEnum, checkRange, validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';

/** Opens a real socket, on the port that the sandbox gives this listener; the port asked for is the one that is shown. */
export const createListener = operation<Elbv2Region, CreateListenerInput, CreateListenerOutput>({
  name: 'CreateListener',
  unsupported: [
    'SslPolicy',
    'Certificates',
    'AlpnPolicy',
    'MutualAuthentication',
    { path: 'Protocol', values: ['HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'] },
    {
      path: 'DefaultActions[].Type',
      values: ['authenticate-oidc', 'authenticate-cognito', 'redirect', 'fixed-response', 'jwt-validation'],
    },
    'DefaultActions[].ForwardConfig.TargetGroupStickinessConfig.Enabled',
  ],
  async run(input, { state }) {
    const { LoadBalancerArn, Protocol, Port, DefaultActions = [], Tags = [] } = input;
    checkEnum(Protocol, 'protocol', ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC']);
    checkRange(Port, 'port', 1, 65_535);
    const balancer = state.loadBalancer(LoadBalancerArn);
    if (Protocol === undefined) throw validationError('A listener protocol must be specified');
    if (Port === undefined) throw validationError('A listener port must be specified');
    const group = state.targetGroup(forwardedTo(DefaultActions));
    if (state.listenersOf(balancer.settings.arn).some(({ port }) => port === Port)) {
      throw new AwsFault(
        'DuplicateListenerException',
        `A listener already exists on this port for this load balancer '${balancer.settings.arn}'`,
      );
    }
    const listener = await state.openListener(balancer, Port, group);
    state.tags.add(listener.arn, Tags);
    return { Listeners: [listener.shape()] };
  },
});

/** @returns the ARN of the one target group that a listener's default actions forward to. */
function forwardedTo(actions: Action[]): string | undefined {
  const [action] = actions;
  if (!action) throw validationError('You must specify a default action');
  if (actions.length > 1)
    throw new NotImplementedFault('elasticloadbalancing', 'a listener with several default actions');
  checkEnum(action.Type, 'defaultActions.1.member.type', [
    'forward',
    'authenticate-oidc',
    'authenticate-cognito',
    'redirect',
    'fixed-response',
    'jwt-validation',
  ]);
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  if (groups.length > 1) throw new NotImplementedFault('elasticloadbalancing', 'forwarding to several target groups');
  const arn = action.TargetGroupArn ?? groups[0]?.TargetGroupArn;
  if (arn === undefined) throw validationError('A target group ARN must be specified');
  return arn;
}
