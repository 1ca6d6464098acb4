import type { DescribeRepositoriesRequest, DescribeRepositoriesResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import { invalidParameter } from '../ecr.faults';
import type { EcrRegion } from '../state/ecr.region';
import { pages } from '../ecr.page';
import { repositoryShape } from '../answers/repository-and-images';

export const describeRepositories = operation<EcrRegion, DescribeRepositoriesRequest, DescribeRepositoriesResponse>({
  name: 'DescribeRepositories',
  run({ registryId, repositoryNames, nextToken, maxResults }, { state }) {
    if (repositoryNames?.length === 0) {
      throw invalidParameter('repositoryNames', 'Member must have length greater than or equal to 1');
    }
    const all =
      repositoryNames?.map((name) => state.repository(name, registryId)) ??
      (registryId === undefined || registryId === state.registryId ? state.list() : []);
    const { items, next } = pages.of(all, { token: nextToken, size: maxResults });
    return {
      repositories: items.map(repositoryShape),
      nextToken: next,
    };
  },
});
