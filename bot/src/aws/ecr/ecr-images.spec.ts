import type { ImageDetail } from '@aws-sdk/client-ecr';
import { RegistryUnreadableError } from '../../domain/images/images.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { digest } from '../spec/ecs-answers';
import { EcrImagesAdapter } from './ecr-images.adapter';
import { PullThroughRules } from './pull-through-rules';

const HOST = '000000000000.dkr.ecr.us-west-2.amazonaws.com';
const detail = (at: number, tags: string[], more: Partial<ImageDetail> = {}): ImageDetail => ({
  imageDigest: digest(String(at)),
  imageTags: tags,
  imagePushedAt: new Date(at * 1000),
  ...more,
});

function setUp(answers: Answers = {}) {
  const aws = new CannedAws(answers);
  const clock = new ManualClock();
  return { aws, clock, images: new EcrImagesAdapter(aws.clients, new PullThroughRules(aws.clients, clock)) };
}

describe('the commits that images were built from', () => {
  it('are those that their manifests say, as builders annotate them', async () => {
    const says = (value: unknown) => JSON.stringify({ annotations: { 'org.opencontainers.image.revision': value } });
    const { images, aws } = setUp({
      BatchGetImage: {
        images: [
          { imageId: { imageDigest: 'sha256:1' }, imageManifest: says('0a1b2c3d') },
          { imageId: { imageDigest: 'sha256:2' }, imageManifest: '{}' },
          { imageId: { imageDigest: 'sha256:3' }, imageManifest: says('  ') },
          { imageId: { imageDigest: 'sha256:4' }, imageManifest: 'what' },
        ],
      },
    });
    const digests = ['sha256:1', 'sha256:2', 'sha256:3', 'sha256:4'];
    expect(await images.commits('default', `${HOST}/web`, digests)).toEqual(new Map([['sha256:1', '0a1b2c3d']]));
    expect(aws.inputs('BatchGetImage')).toMatchObject([
      { registryId: '000000000000', repositoryName: 'web', imageIds: digests.map((imageDigest) => ({ imageDigest })) },
    ]);
  });
});

describe('the newest images', () => {
  it('are the newest of all pages, newest first, each once with all its tags', async () => {
    const { images, aws } = setUp({
      DescribeImages: ({ nextToken }) =>
        nextToken
          ? { imageDetails: [detail(5, ['3.1.0', '3.1', 'latest'], { imageSizeInBytes: 7 })] }
          : { imageDetails: [detail(2, ['2']), detail(3, ['3'])], nextToken: 'more' },
    });
    expect(await images.newest('default', `${HOST}/web`, 2)).toEqual([
      { digest: digest('5'), tags: ['3.1.0', '3.1', 'latest'], pushedAt: 5000, sizeBytes: 7 },
      { digest: digest('3'), tags: ['3'], pushedAt: 3000 },
    ]);
    expect(aws.inputs('DescribeImages')[0]).toEqual({
      registryId: '000000000000',
      repositoryName: 'web',
      filter: { tagStatus: 'TAGGED' },
      maxResults: 1000,
    });
  });

  it('are images: no charts, signatures, bills of materials or archived ones; an index of platforms is one', async () => {
    const oci = 'application/vnd.oci.image';
    const { images } = setUp({
      DescribeImages: {
        imageDetails: [
          detail(1, ['image'], { artifactMediaType: `${oci}.config.v1+json` }),
          detail(2, ['docker'], { artifactMediaType: 'application/vnd.docker.container.image.v1+json' }),
          detail(3, ['index'], { imageManifestMediaType: `${oci}.index.v1+json` }),
          detail(4, ['chart-1.0.0'], { artifactMediaType: 'application/vnd.cncf.helm.config.v1+json' }),
          detail(5, [`sha256-${'a'.repeat(64)}.sig`]),
          detail(6, [`sha256-${'a'.repeat(64)}`], { imageManifestMediaType: `${oci}.index.v1+json` }),
          detail(7, ['sbom'], { subjectManifestDigest: digest('1') }),
          detail(9, ['signed', `sha256-${'a'.repeat(64)}.sig`]),
          detail(8, ['archived'], { imageStatus: 'ARCHIVED' }),
        ],
      },
    });
    const newest = await images.newest('default', `${HOST}/web`, 10);
    expect(newest.map(({ tags: [tag] }) => tag)).toEqual(['signed', 'index', 'docker', 'image']);
  });
});

describe('one image', () => {
  it('is found by tag or digest, and known for what it is', async () => {
    const { images, aws } = setUp({
      DescribeImages: {
        imageDetails: [detail(4, ['c'], { artifactMediaType: 'application/vnd.cncf.helm.config.v1+json' })],
      },
    });
    expect(await images.find('default', `${HOST}/web`, 'c')).toMatchObject({ digest: digest('4'), artifact: true });
    await images.find('default', `${HOST}/web`, digest('4'));
    expect(aws.inputs('DescribeImages').map(({ imageIds }) => imageIds)).toEqual([
      [{ imageTag: 'c' }],
      [{ imageDigest: digest('4') }],
    ]);
  });

  it('is none where the repository has none, which is not the same as a repository that cannot be read', async () => {
    const { images, aws } = setUp({ DescribeImages: awsError('ImageNotFoundException') });
    expect(await images.find('default', `${HOST}/web`, '9')).toBeUndefined();
    aws.answers['DescribeImages'] = awsError('RepositoryNotFoundException');
    const gone = images.find('default', `${HOST}/web`, '9');
    await expect(gone).rejects.toBeInstanceOf(RegistryUnreadableError);
    await expect(gone).rejects.toThrow('There is no such repository in account 000000000000, region us-west-2.');
    aws.answers['DescribeImages'] = awsError(
      'AccessDeniedException',
      'not authorized to perform: ecr:DescribeImages on x',
    );
    await expect(images.newest('default', `${HOST}/web`, 5)).rejects.toThrow('call ecr:DescribeImages');
  });

  it('is asked for in the region and account of its own name', async () => {
    const { images, aws } = setUp({ DescribeImages: { imageDetails: [detail(1, ['2.1.0'])] } });
    await images.find('default', '111111111111.dkr.ecr.us-east-1.amazonaws.com/shop', '2.1.0');
    await images.newest('default', '111111111111.dkr-ecr.eu-west-1.on.aws/shop', 5);
    await images.newest('default', `${HOST}/shop`, 5);
    expect(aws.calls.map(({ region, input }) => [region, input['registryId']])).toEqual([
      ['us-east-1', '111111111111'],
      ['eu-west-1', '111111111111'],
      ['us-west-2', '000000000000'],
    ]);
  });

  it('elsewhere cannot be checked', async () => {
    const { images } = setUp();
    await expect(images.find('default', 'public.ecr.aws/nginx/nginx', '1')).rejects.toThrow('ECR Public');
    await expect(images.newest('default', 'redis', 5)).rejects.toBeInstanceOf(RegistryUnreadableError);
  });
});

describe('what is not there and may come with a pull', () => {
  const rules = (...prefixes: string[]) => ({
    DescribePullThroughCacheRules: {
      pullThroughCacheRules: prefixes.map((ecrRepositoryPrefix) => ({ ecrRepositoryPrefix })),
    },
  });

  it('is so for repositories below a rule’s prefix, of the registry that they are in', async () => {
    const { images, aws, clock } = setUp(rules('docker-hub', 'quay'));
    expect(await images.upstream('default', `${HOST}/docker-hub/library/redis`)).toContain('pull-through cache');
    expect(await images.upstream('default', `${HOST}/docker-hub-not/redis`)).toBeUndefined();
    expect(await images.upstream('default', `${HOST}/primes-api`)).toBeUndefined();
    expect(aws.operations).toHaveLength(1);
    await clock.advance(300_000);
    await images.upstream('default', `${HOST}/primes-api`);
    await images.upstream('default', '111111111111.dkr.ecr.us-east-1.amazonaws.com/shop');
    expect(aws.calls.map(({ region, input }) => [region, input['registryId']]).slice(1)).toEqual([
      ['us-west-2', '000000000000'],
      ['us-east-1', '111111111111'],
    ]);
  });

  it('is so for all of them where a rule is for every repository', async () => {
    expect(await setUp(rules('ROOT')).images.upstream('default', `${HOST}/redis`)).toContain('pull-through cache');
  });

  it('may be so where the rules cannot be read and the path looks like it', async () => {
    const { images } = setUp({ DescribePullThroughCacheRules: awsError('AccessDeniedException') });
    expect(await images.upstream('default', `${HOST}/docker-hub/library/redis`)).toContain('looks like');
    expect(await images.upstream('default', `${HOST}/github/acme/tool`)).toContain('looks like');
    expect(await images.upstream('default', `${HOST}/shop/api`)).toBeUndefined();
  });

  it('is asked for again where it could not be read, and in each region for itself', async () => {
    const { images, aws } = setUp({ DescribePullThroughCacheRules: awsError('AccessDeniedException') });
    await images.upstream('default', `${HOST}/redis`);
    aws.answers['DescribePullThroughCacheRules'] = (_input, { region }) =>
      region === 'us-west-2' ? { pullThroughCacheRules: [{ ecrRepositoryPrefix: 'ROOT' }] } : {};
    expect(await images.upstream('default', `${HOST}/redis`)).toContain('pull-through cache');
    expect(await images.upstream('default', `${HOST.replace('us-west-2', 'us-east-1')}/redis`)).toBeUndefined();
  });
});
