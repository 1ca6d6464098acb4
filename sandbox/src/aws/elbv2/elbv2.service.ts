import * as model from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsService } from '../wire/aws-service';
import { addTags } from './operations/add-tags';
import { createListener } from './operations/create-listener';
import { createLoadBalancer } from './operations/create-load-balancer';
import { createRule } from './operations/create-rule';
import { createTargetGroup } from './operations/create-target-group';
import { deleteListener } from './operations/delete-listener';
import { deleteLoadBalancer } from './operations/delete-load-balancer';
import { deleteRule } from './operations/delete-rule';
import { deleteTargetGroup } from './operations/delete-target-group';
import { deregisterTargets } from './operations/deregister-targets';
import { describeCapacityReservation } from './operations/describe-capacity-reservation';
import { describeListenerAttributes } from './operations/describe-listener-attributes';
import { describeListeners } from './operations/describe-listeners';
import { describeLoadBalancerAttributes } from './operations/describe-load-balancer-attributes';
import { describeLoadBalancers } from './operations/describe-load-balancers';
import { describeRules } from './operations/describe-rules';
import { describeTags } from './operations/describe-tags';
import { describeTargetGroupAttributes } from './operations/describe-target-group-attributes';
import { describeTargetGroups } from './operations/describe-target-groups';
import { describeTargetHealth } from './operations/describe-target-health';
import { modifyListener } from './operations/modify-listener';
import { modifyLoadBalancerAttributes } from './operations/modify-load-balancer-attributes';
import { modifyRule } from './operations/modify-rule';
import { modifyTargetGroupAttributes } from './operations/modify-target-group-attributes';
import { modifyTargetGroup } from './operations/modify-target-group';
import { registerTargets } from './operations/register-targets';
import { removeTags } from './operations/remove-tags';
import { setRulePriorities } from './operations/set-rule-priorities';
import type { Elbv2Region } from './state/elbv2.region';

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
    createRule,
    createTargetGroup,
    deleteListener,
    deleteLoadBalancer,
    deleteRule,
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
    modifyListener,
    modifyLoadBalancerAttributes,
    modifyRule,
    modifyTargetGroupAttributes,
    modifyTargetGroup,
    registerTargets,
    removeTags,
    setRulePriorities,
  ],
  state: stateOf,
});
