import type { DeleteLifecyclePolicyRequest, DeleteLifecyclePolicyResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { lifecyclePolicyNotFound } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';

export const deleteLifecyclePolicy = operation<EcrRegion, DeleteLifecyclePolicyRequest, DeleteLifecyclePolicyResponse>({
  name: 'DeleteLifecyclePolicy',
  run({ registryId, repositoryName }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    const { lifecyclePolicy, settings } = repository;
    if (!lifecyclePolicy) throw lifecyclePolicyNotFound(settings.name, settings.registryId);
    repository.lifecyclePolicy = undefined;
    return {
      registryId: settings.registryId,
      repositoryName: settings.name,
      lifecyclePolicyText: lifecyclePolicy.text,
      lastEvaluatedAt: new Date(lifecyclePolicy.evaluatedAt),
    };
  },
});
