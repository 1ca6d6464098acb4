import * as model from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsService } from '../wire/aws-service';
import { addTags } from './add-tags';
import { createListener } from './create-listener';
import { createLoadBalancer } from './create-load-balancer';
import { createTargetGroup } from './create-target-group';
import { deleteListener } from './delete-listener';
import { deleteLoadBalancer } from './delete-load-balancer';
import { deleteTargetGroup } from './delete-target-group';
import { deregisterTargets } from './deregister-targets';
import { describeCapacityReservation } from './describe-capacity-reservation';
import { describeListenerAttributes } from './describe-listener-attributes';
import { describeListeners } from './describe-listeners';
import { describeLoadBalancerAttributes } from './describe-load-balancer-attributes';
import { describeLoadBalancers } from './describe-load-balancers';
import { describeRules } from './describe-rules';
import { describeTags } from './describe-tags';
import { describeTargetGroupAttributes } from './describe-target-group-attributes';
import { describeTargetGroups } from './describe-target-groups';
import { describeTargetHealth } from './describe-target-health';
import { modifyLoadBalancerAttributes } from './modify-load-balancer-attributes';
import { modifyTargetGroupAttributes } from './modify-target-group-attributes';
import { modifyTargetGroup } from './modify-target-group';
import { registerTargets } from './register-targets';
import { removeTags } from './remove-tags';
import type { Elbv2Region } from './elbv2.region';

/** Elastic Load Balancing v2 as far as it is served here: Application Load Balancers, HTTP, target groups of type `ip`. */
export const elbv2Service = (stateOf: (region: string) => Elbv2Region): AwsService<Elbv2Region> => ({
  model,
  client: new model.ElasticLoadBalancingV2Client({
    region: 'us-west-2',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  }),
  operations: [
    addTags,
    createListener,
    createLoadBalancer,
    createTargetGroup,
    deleteListener,
    deleteLoadBalancer,
    deleteTargetGroup,
    deregisterTargets,
    describeCapacityReservation,
    describeListenerAttributes,
    describeListeners,
    describeLoadBalancerAttributes,
    describeLoadBalancers,
    describeRules,
    describeTags,
    describeTargetGroupAttributes,
    describeTargetGroups,
    describeTargetHealth,
    modifyLoadBalancerAttributes,
    modifyTargetGroupAttributes,
    modifyTargetGroup,
    registerTargets,
    removeTags,
  ],
  state: stateOf,
});
