import type { DeleteListenerInput, DeleteListenerOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';

export const deleteListener = operation<Elbv2Region, DeleteListenerInput, DeleteListenerOutput>({
  name: 'DeleteListener',
  async run({ ListenerArn }, { state }) {
    await state.closeListener(state.listeners.named(ListenerArn));
    return {};
  },
});
