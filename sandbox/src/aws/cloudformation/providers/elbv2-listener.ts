import {
  CreateListenerCommand,
  CreateListenerInput$,
  DeleteListenerCommand,
  type CreateListenerInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clients } from './clients';
import { realType } from './define';
import { unlessGone } from './provider';
import { sdkInput } from './sdk-properties';

/** A listener. The sandbox has no ModifyListener, so nothing of it changes in place. */
export const elbv2Listener = ({ elbv2 }: Clients) =>
  realType({
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    schema: CreateListenerInput$,
    rules: {
      replaced: 'LoadBalancerArn',
      fixed: 'DefaultActions Port Protocol',
      absent: 'AlpnPolicy Certificates ListenerAttributes MutualAuthentication SslPolicy',
    },
    required: ['DefaultActions', 'LoadBalancerArn'],
    attributes: ['ListenerArn'],
    async create(properties, making) {
      const input = sdkInput<CreateListenerInput>(CreateListenerInput$, properties);
      const { Listeners } = await elbv2.send(new CreateListenerCommand(input));
      const arn = Listeners![0]!.ListenerArn!;
      making.initiated(arn);
      return { physicalId: arn, attributes: { ListenerArn: arn } };
    },
    update: async (made) => made,
    delete: ({ physicalId }) => unlessGone(elbv2.send(new DeleteListenerCommand({ ListenerArn: physicalId }))),
  });
