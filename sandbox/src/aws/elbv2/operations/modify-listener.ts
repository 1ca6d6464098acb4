import type { ModifyListenerInput, ModifyListenerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { forwardFrom, UNSERVED_ACTIONS } from '../checks/forward-action';
import type { Elbv2Region } from '../state/elbv2.region';

/** Changes where a listener forwards what no rule takes: the weights of its target groups, at once. */
export const modifyListener = operation<Elbv2Region, ModifyListenerInput, ModifyListenerOutput>({
  name: 'ModifyListener',
  unsupported: [
    'Port',
    'SslPolicy',
    'Certificates',
    'AlpnPolicy',
    'MutualAuthentication',
    { path: 'Protocol', values: ['HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'] },
    { path: 'DefaultActions[].Type', values: UNSERVED_ACTIONS },
    'DefaultActions[].ForwardConfig.TargetGroupStickinessConfig.Enabled',
  ],
  run({ ListenerArn, DefaultActions }, { state }) {
    const listener = state.listeners.named(ListenerArn);
    if (DefaultActions) listener.defaultRule.action = forwardFrom(DefaultActions, 'defaultActions', state);
    state.listeners.changed();
    return { Listeners: [listener.shape()] };
  },
});
