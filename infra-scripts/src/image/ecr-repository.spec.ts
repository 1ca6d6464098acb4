import { ECRClient, type Repository } from '@aws-sdk/client-ecr';
import { APPS } from './apps';
import { ecrRepository } from './ecr-repository';

const URI = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/primes-api';

/** A client whose requests are answered here: by operation, a status and a body. */
function clientFor(answers: Record<string, [number, object]>): ECRClient {
  const handle = async ({ headers }: { headers: Record<string, string> }) => {
    const operation = headers['x-amz-target']?.split('.')[1] ?? '';
    const [statusCode, body] = answers[operation] ?? [400, { __type: 'UnknownOperationException' }];
    const response = { statusCode, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
    return { response };
  };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  return new ECRClient({ region: 'eu-west-1', credentials, requestHandler: { handle } });
}

const described = (more: Partial<Repository>) =>
  clientFor({
    DescribeRepositories: [200, { repositories: [{ repositoryName: 'primes-api', repositoryUri: URI, ...more }] }],
    BatchGetImage: [200, { images: [{ imageId: { imageTag: 'latest', imageDigest: 'sha256:1' } }], failures: [{}] }],
    GetAuthorizationToken: [
      200,
      { authorizationData: [{ authorizationToken: Buffer.from('AWS:pass:word').toString('base64') }] },
    ],
  });

it('knows its address, its tags and its password', async () => {
  const repository = await ecrRepository(described({}), APPS['primes-api']);
  expect(repository.uri).toBe(URI);
  expect(await repository.existing(['1.2.3', 'latest'])).toEqual(new Map([['latest', 'sha256:1']]));
  expect(await repository.login()).toEqual({ username: 'AWS', password: 'pass:word' });
});

it('says what makes a repository that is missing', async () => {
  const none = clientFor({ DescribeRepositories: [400, { __type: 'RepositoryNotFoundException' }] });
  const refused = ecrRepository(none, APPS['primes-api']);
  await expect(refused).rejects.toThrow(
    'no ECR repository primes-api in eu-west-1. npm run infra -- up primes makes it',
  );
});

it.each<[Repository['imageTagMutability'], boolean, boolean]>([
  ['MUTABLE', true, true],
  ['IMMUTABLE', false, false],
  ['IMMUTABLE_WITH_EXCLUSION', true, false],
  ['MUTABLE_WITH_EXCLUSION', false, true],
])('lets tags be moved as the repository does: %s', async (imageTagMutability, latest, version) => {
  const excepted = imageTagMutability?.endsWith('EXCLUSION');
  const filters = excepted ? [{ filterType: 'WILDCARD' as const, filter: 'l*t' }] : [];
  const client = described({ imageTagMutability, imageTagMutabilityExclusionFilters: filters });
  const repository = await ecrRepository(client, APPS['primes-api']);
  expect(repository.mayMove('latest')).toBe(latest);
  expect(repository.mayMove('1.2.3')).toBe(version);
});
