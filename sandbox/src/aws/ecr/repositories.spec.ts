import { ManualClock } from '../../kernel/spec/manual-clock';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { ecrService } from './ecr.service';
import { EcrRegion } from './state/ecr.region';

const ARN = 'arn:aws:ecr:us-west-2:000000000000:repository/primes-api';
const OF = { repositoryName: 'primes-api' };
const POLICY = '{"rules":[{"rulePriority":1}]}';

describe('an ECR repository', () => {
  let clock: ManualClock;
  let wire: WireClient<EcrRegion>;
  const call = <Answer = Record<string, unknown>>(name: string, input: object = OF) => wire.call<Answer>(name, input);
  const fault = (name: string, input: object = OF) => faultOf(call(name, input));

  beforeEach(async () => {
    clock = new ManualClock();
    const region = new EcrRegion({ region: 'us-west-2', accountId: '000000000000', clock });
    wire = new WireClient(ecrService(() => region));
    await call('CreateRepository', { ...OF, tags: [{ Key: 'team', Value: 'ops' }] });
  });

  it('is found by its name, a page at a time, and gone once it is deleted', async () => {
    await call('CreateRepository', { repositoryName: 'hello' });
    const first = await call<{ nextToken: string }>('DescribeRepositories', { maxResults: 1 });
    expect(first).toMatchObject({
      repositories: [
        {
          repositoryArn: ARN,
          repositoryUri: expect.stringMatching(/\.dkr\.ecr\.us-west-2\.amazonaws\.com\/primes-api$/),
        },
      ],
    });
    expect(await call('DescribeRepositories', { maxResults: 1, nextToken: first.nextToken })).toMatchObject({
      repositories: [{ repositoryName: 'hello' }],
    });
    expect((await fault('DescribeRepositories', { repositoryNames: ['none'] }))[0]).toBe('RepositoryNotFoundException');
    expect((await fault('DescribeRepositories', { repositoryNames: [] }))[0]).toBe('InvalidParameterException');
    expect((await fault('CreateRepository'))[0]).toBe('RepositoryAlreadyExistsException');
    expect(await call('DeleteRepository', { repositoryName: 'hello' })).toMatchObject({
      repository: { repositoryName: 'hello' },
    });
    expect((await fault('DeleteRepository', { repositoryName: 'hello' }))[0]).toBe('RepositoryNotFoundException');
  });

  it('gives an image back by its tag, with those that are not there beside it', async () => {
    const imageManifest =
      '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"digest":"sha256:c","size":1},"layers":[]}';
    await call('PutImage', { ...OF, imageManifest, imageTag: '1' });
    expect(await call('BatchGetImage', { ...OF, imageIds: [{ imageTag: '1' }, { imageTag: '2' }] })).toMatchObject({
      images: [
        { imageManifest, imageId: { imageTag: '1', imageDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } },
      ],
      failures: [{ imageId: { imageTag: '2' }, failureCode: 'ImageNotFound' }],
    });
    expect((await fault('BatchGetImage', { ...OF, imageIds: [] }))[0]).toBe('InvalidParameterException');
    expect((await fault('DeleteRepository'))[0]).toBe('RepositoryNotEmptyException');
    await call('DeleteRepository', { ...OF, force: true });
  });

  it('lets somebody in for twelve hours', async () => {
    const { authorizationData } = await call<{ authorizationData: { authorizationToken: string; expiresAt: Date }[] }>(
      'GetAuthorizationToken',
      {},
    );
    const [data] = authorizationData;
    expect(Buffer.from(data!.authorizationToken, 'base64').toString()).toMatch(/^AWS:/);
    expect(data!.expiresAt.getTime() - clock.now()).toBe(12 * 3_600_000);
  });

  it('keeps a lifecycle policy until it is taken away', async () => {
    expect((await fault('GetLifecyclePolicy'))[0]).toBe('LifecyclePolicyNotFoundException');
    expect((await fault('PutLifecyclePolicy', { ...OF, lifecyclePolicyText: '{"rules":[]}' }))[0]).toBe(
      'InvalidParameterException',
    );
    await call('PutLifecyclePolicy', { ...OF, lifecyclePolicyText: POLICY });
    expect(await call('GetLifecyclePolicy')).toMatchObject({
      lifecyclePolicyText: POLICY,
      lastEvaluatedAt: new Date(clock.now()),
    });
    expect(await call('DeleteLifecyclePolicy')).toMatchObject({ lifecyclePolicyText: POLICY });
    expect((await fault('DeleteLifecyclePolicy'))[0]).toBe('LifecyclePolicyNotFoundException');
  });

  it('has tags, and a setting for scans', async () => {
    await call('TagResource', {
      resourceArn: ARN,
      tags: [
        { Key: 'team', Value: 'dev' },
        { Key: 'x', Value: '1' },
      ],
    });
    await call('UntagResource', { resourceArn: ARN, tagKeys: ['x'] });
    expect(await call('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: [{ Key: 'team', Value: 'dev' }] });
    expect((await fault('ListTagsForResource', { resourceArn: `${ARN}-none` }))[0]).toBe('RepositoryNotFoundException');
    await call('PutImageScanningConfiguration', { ...OF, imageScanningConfiguration: { scanOnPush: true } });
    expect(await call('DescribeRepositories', {})).toMatchObject({
      repositories: [{ imageScanningConfiguration: { scanOnPush: true } }],
    });
  });

  it.each([
    [
      'CreateRepository',
      { repositoryName: 'a1', encryptionConfiguration: { encryptionType: 'KMS' } },
      'encryptionConfiguration.encryptionType KMS',
    ],
    [
      'PutImageTagMutability',
      { ...OF, imageTagMutability: 'MUTABLE_WITH_EXCLUSION' },
      'imageTagMutability MUTABLE_WITH_EXCLUSION',
    ],
    ['ListImages', { ...OF, filter: { imageStatus: 'ARCHIVED' } }, 'filter.imageStatus ARCHIVED'],
  ])('%s answers 501 with the path of what it does not have: %j', async (name, input, path) => {
    expect(await fault(name, input)).toEqual([
      'NotImplemented',
      expect.stringContaining(`ecr:${name} with ${path} is not`),
    ]);
  });
});
