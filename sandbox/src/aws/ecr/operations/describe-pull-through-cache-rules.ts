import type { DescribePullThroughCacheRulesRequest, DescribePullThroughCacheRulesResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { pages } from '../ecr.page';
import type { EcrRegion } from '../state/ecr.region';

export const describePullThroughCacheRules = operation<
  EcrRegion,
  DescribePullThroughCacheRulesRequest,
  DescribePullThroughCacheRulesResponse
>({
  name: 'DescribePullThroughCacheRules',
  run({ registryId, ecrRepositoryPrefixes: prefixes, nextToken, maxResults }, { state }) {
    const rules = state.pullThrough(registryId);
    const found = prefixes?.map((prefix) => rules.known(prefix)) ?? rules.list();
    const { items, next } = pages.of(found, { token: nextToken, size: maxResults });
    return { pullThroughCacheRules: items, nextToken: next };
  },
});
