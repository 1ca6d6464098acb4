import type { Filter, ListSecretsRequest, ListSecretsResponse } from '@aws-sdk/client-secrets-manager';
import { AwsFault, NotImplementedFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { Secret } from '../state/secret';
import { invalidParameter } from '../secretsmanager.faults';
import type { SecretsManagerRegion } from '../state/secretsmanager.region';
import { secretShape } from '../answers/secret';

export const listSecrets = operation<SecretsManagerRegion, ListSecretsRequest, ListSecretsResponse>({
  name: 'ListSecrets',
  unsupported: ['SortBy'],
  run(input, { state }) {
    const { IncludePlannedDeletion = false, MaxResults = 100, NextToken, Filters = [], SortOrder = 'desc' } = input;
    if (MaxResults < 1 || MaxResults > 100) throw invalidParameter('MaxResults must be between 1 and 100 (inclusive).');
    const found = state
      .list()
      .filter(
        (secret) => (IncludePlannedDeletion || !secret.deletion) && Filters.every((each) => passes(secret, each)),
      );
    const start = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64').toString('latin1'));
    if (!Number.isInteger(start) || start < 0)
      throw new AwsFault('InvalidNextTokenException', 'The NextToken value is invalid.');
    const end = start + MaxResults;
    return {
      SecretList: (SortOrder === 'desc' ? found.toReversed() : found)
        .slice(start, end)
        .map((secret) => ({ ...secretShape(secret), SecretVersionsToStages: secret.stages })),
      ...(end < found.length && { NextToken: Buffer.from(String(end)).toString('base64') }),
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
