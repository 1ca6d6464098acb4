import type { CreateListenerInput, CreateListenerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { forwardFrom, UNSERVED_ACTIONS } from '../checks/forward-action';
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
    { path: 'DefaultActions[].Type', values: UNSERVED_ACTIONS },
    'DefaultActions[].ForwardConfig.TargetGroupStickinessConfig.Enabled',
  ],
  async run(input, { state }) {
    const { LoadBalancerArn, Protocol, Port, DefaultActions = [], Tags = [] } = input;
    checkEnum(Protocol, 'protocol', ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC']);
    checkRange(Port, 'port', 1, 65_535);
    const balancer = state.loadBalancer(LoadBalancerArn);
    if (Protocol === undefined) throw validationError('A listener protocol must be specified');
    if (Port === undefined) throw validationError('A listener port must be specified');
    const action = forwardFrom(DefaultActions, 'defaultActions', state);
    if (state.listeners.of(balancer.settings.arn).some(({ port }) => port === Port)) {
      throw new AwsFault(
        'DuplicateListenerException',
        `A listener already exists on this port for this load balancer '${balancer.settings.arn}'`,
      );
    }
    const listener = await state.listeners.opened(state.newArn('listener', balancer.path), balancer, Port, action);
    state.tags.add(listener.arn, Tags);
    return { Listeners: [listener.shape()] };
  },
});
