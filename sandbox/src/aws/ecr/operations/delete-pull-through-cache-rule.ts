import type { DeletePullThroughCacheRuleRequest, DeletePullThroughCacheRuleResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

/** What was cached by it stays. */
export const deletePullThroughCacheRule = operation<
  EcrRegion,
  DeletePullThroughCacheRuleRequest,
  DeletePullThroughCacheRuleResponse
>({
  name: 'DeletePullThroughCacheRule',
  run({ registryId, ecrRepositoryPrefix = '' }, { state }) {
    const rules = state.pullThrough(registryId);
    const { upstreamRegistry: _, updatedAt: __, ...rule } = rules.known(ecrRepositoryPrefix);
    rules.remove(ecrRepositoryPrefix);
    return rule;
  },
});
