import { ecrAddress, whyNoAddress } from './ecr-address';

it.each([
  ['000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api', 'us-west-2'],
  ['000000000000.dkr.ecr-fips.us-gov-west-1.amazonaws.com/primes-api', 'us-gov-west-1'],
  ['000000000000.dkr-ecr.eu-central-1.on.aws/primes-api', 'eu-central-1'],
  ['000000000000.dkr-ecr-fips.us-east-2.on.aws/primes-api', 'us-east-2'],
  ['000000000000.dkr.ecr.cn-north-1.amazonaws.com.cn/primes-api', 'cn-north-1'],
  ['000000000000.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn/primes-api', 'cn-northwest-1'],
  ['000000000000.dkr.ecr.eusc-de-east-1.amazonaws.eu/primes-api', 'eusc-de-east-1'],
  ['000000000000.dkr.ecr.us-iso-east-1.c2s.ic.gov/primes-api', 'us-iso-east-1'],
])('%s is in ECR', (repository, region) => {
  expect(ecrAddress(repository)).toEqual({ region, registryId: '000000000000', repositoryName: 'primes-api' });
});

it('keeps the whole path of the repository', () => {
  expect(ecrAddress('000000000000.dkr.ecr.us-west-2.amazonaws.com/docker-hub/library/redis')).toMatchObject({
    repositoryName: 'docker-hub/library/redis',
  });
});

it.each([
  ['docker.io/library/redis', 'other registries'],
  ['primes-api', 'other registries'],
  ['000000000000.dkr.ecr.us-west-2.amazonaws.com.example.org/primes-api', 'other registries'],
  ['public.ecr.aws/docker/library/redis', 'ECR Public'],
])('%s is not, and it is said truly why', (repository, why) => {
  expect(ecrAddress(repository)).toBeUndefined();
  expect(whyNoAddress(repository)).toContain(why);
});
