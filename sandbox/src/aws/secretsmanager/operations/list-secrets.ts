import type { Filter, ListSecretsRequest, ListSecretsResponse } from '@aws-sdk/client-secrets-manager';
import { NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { Secret } from '../state/secret';
import { pages } from '../secretsmanager.page';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';
import { secretShape } from '../answers/secret';

export const listSecrets = operation<SecretsManagerRegion, ListSecretsRequest, ListSecretsResponse>({
  name: 'ListSecrets',
  unsupported: ['SortBy'],
  run(input, { state }) {
    const { IncludePlannedDeletion = false, MaxResults, NextToken, Filters = [], SortOrder = 'desc' } = input;
    const found = state
      .list()
      .filter(
        (secret) => (IncludePlannedDeletion || !secret.deletion) && Filters.every((each) => passes(secret, each)),
      );
    const ordered = SortOrder === 'desc' ? found.toReversed() : found;
    const { items, next } = pages.of(ordered, { token: NextToken, size: MaxResults });
    return {
      SecretList: items.map((secret) => ({ ...secretShape(secret), SecretVersionsToStages: secret.stages })),
      NextToken: next,
    };
  },
});

/** Filters match the beginning of what they are about; with "!" before it, what does not (Filter, Values). */
function passes(secret: Secret, { Key = 'all', Values = [] }: Filter): boolean {
  const texts = textsOf(secret, Key);
  return Values.some((value) => {
    const wanted = value.replace(/^!/, '').toLowerCase();
    return texts.some((text) => text.toLowerCase().startsWith(wanted)) !== value.startsWith('!');
  });
}

/** @throws NotImplementedFault for filters on what no secret has here: rotation, replicas, owning services. */
function textsOf(secret: Secret, key: string): string[] {
  const tags = (of: 'Key' | 'Value'): string[] => secret.tags.map((tag) => tag[of] ?? '');
  const description = (secret.description ?? '').split(/\s+/);
  if (key === 'name') return [secret.name];
  if (key === 'description') return description;
  if (key === 'tag-key') return tags('Key');
  if (key === 'tag-value') return tags('Value');
  if (key === 'all') return [secret.name, ...description, ...tags('Key'), ...tags('Value')];
  throw new NotImplementedFault('secretsmanager', `ListSecrets with a filter on ${key}`);
}
