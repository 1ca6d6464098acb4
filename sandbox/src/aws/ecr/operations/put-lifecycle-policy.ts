import type { PutLifecyclePolicyRequest, PutLifecyclePolicyResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';

/** The policy is kept and given back; it never expires an image here. */
export const putLifecyclePolicy = operation<EcrRegion, PutLifecyclePolicyRequest, PutLifecyclePolicyResponse>({
  name: 'PutLifecyclePolicy',
  run({ registryId, repositoryName, lifecyclePolicyText = '' }, { state }) {
    const repository = state.repository(repositoryName, registryId);
    if (!isPolicy(lifecyclePolicyText)) {
      throw invalidParameter('LifecyclePolicyText', 'Lifecycle policy validation failure: rules are missing or empty');
    }
    repository.lifecyclePolicy = { text: lifecyclePolicyText, evaluatedAt: state.now() };
    const { name: named, registryId: registry } = repository.settings;
    return { registryId: registry, repositoryName: named, lifecyclePolicyText };
  },
});

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text);
    return (
      typeof policy === 'object' &&
      policy !== null &&
      'rules' in policy &&
      Array.isArray(policy.rules) &&
      policy.rules.length > 0
    );
  } catch {
    return false;
  }
}
