import type { CreatePullThroughCacheRuleRequest, CreatePullThroughCacheRuleResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter, unsupportedUpstream } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';

const PREFIX = '((?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*/?|ROOT)';
/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html */
const UPSTREAMS = [
  'public.ecr.aws',
  'registry.k8s.io',
  'quay.io',
  'registry-1.docker.io',
  'ghcr.io',
  'registry.gitlab.com',
  'cgr.dev',
];
const UPSTREAM_ENDINGS = /\.(azurecr\.io|dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com)$/;

/** The rule is there to be looked at: nothing is fetched from another registry. */
export const createPullThroughCacheRule = operation<
  EcrRegion,
  CreatePullThroughCacheRuleRequest,
  CreatePullThroughCacheRuleResponse
>({
  name: 'CreatePullThroughCacheRule',
  keptOnly: ['upstreamRegistryUrl', 'credentialArn', 'customRoleArn'],
  run({ registryId, ...input }, { state }) {
    const { ecrRepositoryPrefix: prefix = '', upstreamRegistryUrl: upstream = '' } = input;
    if (prefix.length < 2 || prefix.length > 30 || !new RegExp(`^${PREFIX}$`).test(prefix)) {
      throw invalidParameter('ecrRepositoryPrefix', `must satisfy regular expression '${PREFIX}'`);
    }
    if (!UPSTREAMS.includes(upstream) && !UPSTREAM_ENDINGS.test(upstream)) throw unsupportedUpstream();
    const { updatedAt: _, ...rule } = state.pullThrough(registryId).create(input, state.now());
    return rule;
  },
});
