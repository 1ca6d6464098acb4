import type { GetLifecyclePolicyRequest, GetLifecyclePolicyResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { lifecyclePolicyNotFound } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';

export const getLifecyclePolicy = operation<EcrRegion, GetLifecyclePolicyRequest, GetLifecyclePolicyResponse>({
  name: 'GetLifecyclePolicy',
  run({ registryId, repositoryName }, { state }) {
    const { lifecyclePolicy, settings } = state.repository(repositoryName, registryId);
    if (!lifecyclePolicy) throw lifecyclePolicyNotFound(settings.name, settings.registryId);
    return {
      registryId: settings.registryId,
      repositoryName: settings.name,
      lifecyclePolicyText: lifecyclePolicy.text,
      lastEvaluatedAt: new Date(lifecyclePolicy.evaluatedAt),
    };
  },
});
