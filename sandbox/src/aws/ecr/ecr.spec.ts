import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { EcrRegion } from './state/ecr.region';
import { ecrService } from './ecr.service';

const URI = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api';

function manifest(version: string): string {
  const image = { command: ['node', 'main.js'], environment: { APP_VERSION: version } };
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: 'sha256:c', size: 100 },
    layers: [{ mediaType: 'layer', digest: 'sha256:l', size: 1000 }],
    annotations: { 'dev.ecs-chatops.image': JSON.stringify(image) },
  });
}

describe('ECR', () => {
  const clock = new ManualClock();
  let region: EcrRegion;

  let wire: WireClient<EcrRegion>;
  const ask = (name: string, input: object) => wire.call<Record<string, never>>(name, input);
  const put = (version: string, imageTag?: string) =>
    ask('PutImage', { repositoryName: 'primes-api', imageManifest: manifest(version), imageTag });
  beforeEach(async () => {
    region = new EcrRegion({ region: 'us-west-2', accountId: '000000000000', clock });
    wire = new WireClient(ecrService(() => region));
    await ask('CreateRepository', { repositoryName: 'primes-api' });
  });

  it('pulls what a tag points to now, and the same by digest', async () => {
    await put('1.0.0', 'latest');
    const first = region.pull(`${URI}:latest`);
    await put('1.1.0', 'latest');
    const second = region.pull(URI);
    if (!first.ok || !second.ok) throw new Error('A pull failed.');
    expect(second.file).toEqual({ command: ['node', 'main.js'], environment: { APP_VERSION: '1.1.0' } });
    expect(region.pull(`${URI}@${first.digest}`)).toMatchObject({
      ok: true,
      file: { environment: { APP_VERSION: '1.0.0' } },
    });
    expect(
      await ask('DescribeImages', { repositoryName: 'primes-api', filter: { tagStatus: 'UNTAGGED' } }),
    ).toMatchObject({
      imageDetails: [{ imageDigest: first.digest, imageSizeInBytes: 1100 }],
    });
  });

  it('says as ECS does that there is nothing to pull', () => {
    const reason = (ref: string) =>
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ref}: ${ref}: not found`;
    expect(region.pull(`${URI}:9.9.9`)).toEqual({ ok: false, reason: reason(`${URI}:9.9.9`) });
    expect(region.pull('nginx')).toEqual({ ok: false, reason: reason('docker.io/library/nginx:latest') });
  });

  it('pulls out of an index what fits the host, and says as ECS does that nothing fits', async () => {
    const built = (architecture: string, digest: string) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest,
      size: 1,
      platform: { architecture, os: 'linux' },
    });
    await put('arm');
    const { digest } = region.repository('primes-api').list()[0]!;
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [built('arm64', digest), built('riscv64', 'sha256:r')],
    });
    await ask('PutImage', { repositoryName: 'primes-api', imageManifest, imageTag: 'many' });
    const index = region.repository('primes-api').find({ imageTag: 'many' });
    expect(region.pull(`${URI}:many`, 'arm64')).toEqual({
      ok: true,
      digest: index?.digest,
      file: { command: ['node', 'main.js'], environment: { APP_VERSION: 'arm' } },
    });
    expect(region.pull(`${URI}:many`, 'amd64')).toEqual({
      ok: false,
      reason: "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
    });
    expect(region.pull(`${URI}:many`)).toMatchObject({ ok: true, digest: index?.digest });
  });

  it('keeps the order of pushes within one millisecond, and pages through it', async () => {
    for (const version of ['a', 'b', 'c']) await put(version, version);
    const first = await ask('DescribeImages', { repositoryName: 'primes-api', maxResults: 2 });
    const { nextToken } = first as unknown as { nextToken: string };
    const second = await ask('DescribeImages', { repositoryName: 'primes-api', maxResults: 2, nextToken });
    const images = [first, second].flatMap(
      (page) => page['imageDetails'] as unknown as { imagePushedAt: Date; imageTags: string[] }[],
    );
    expect(images.map(({ imageTags }) => imageTags[0])).toEqual(['a', 'b', 'c']);
    expect(new Set(images.map(({ imagePushedAt }) => imagePushedAt.getTime())).size).toBe(3);
    expect(second).not.toHaveProperty('nextToken');
  });

  it('refuses in AWS’s words', async () => {
    const { digest } = await put('1.0.0', '1.0.0').then(() => region.pull(`${URI}:1.0.0`) as { digest: string });
    expect(
      await faultOf(ask('DescribeImages', { repositoryName: 'primes-api', imageIds: [{ imageTag: '2' }] })),
    ).toEqual([
      'ImageNotFoundException',
      "The image with imageId {imageDigest:'null', imageTag:'2'} does not exist within the repository with name 'primes-api' in the registry with id '000000000000'",
    ]);
    expect(await faultOf(ask('ListImages', { repositoryName: 'none' }))).toEqual([
      'RepositoryNotFoundException',
      "The repository with name 'none' does not exist in the registry with id '000000000000'",
    ]);
    expect(await faultOf(put('1.0.0', '1.0.0'))).toEqual([
      'ImageAlreadyExistsException',
      `Image with digest '${digest}' and tag '1.0.0' already exists in the repository with name 'primes-api' in registry with id '000000000000'`,
    ]);
    await ask('PutImageTagMutability', { repositoryName: 'primes-api', imageTagMutability: 'IMMUTABLE' });
    expect((await faultOf(put('1.1.0', '1.0.0')))[0]).toBe('ImageTagAlreadyExistsException');
    expect((await faultOf(ask('DeleteRepository', { repositoryName: 'primes-api' })))[0]).toBe(
      'RepositoryNotEmptyException',
    );
  });

  it('keeps pull-through rules to look at', async () => {
    const docker = { ecrRepositoryPrefix: 'docker-hub', upstreamRegistryUrl: 'registry-1.docker.io' };
    expect(await ask('CreatePullThroughCacheRule', docker)).toMatchObject({ ...docker, registryId: '000000000000' });
    await ask('CreatePullThroughCacheRule', { ecrRepositoryPrefix: 'public', upstreamRegistryUrl: 'public.ecr.aws' });
    const page = await ask('DescribePullThroughCacheRules', { maxResults: 1 });
    expect(page).toMatchObject({ pullThroughCacheRules: [docker], nextToken: expect.any(String) });
    expect(await ask('DescribePullThroughCacheRules', { ecrRepositoryPrefixes: ['public'] })).toMatchObject({
      pullThroughCacheRules: [{ ecrRepositoryPrefix: 'public', upstreamRepositoryPrefix: 'ROOT' }],
    });
    expect((await faultOf(ask('CreatePullThroughCacheRule', docker)))[0]).toBe(
      'PullThroughCacheRuleAlreadyExistsException',
    );
    expect(await ask('DeletePullThroughCacheRule', { ecrRepositoryPrefix: 'docker-hub' })).toMatchObject(docker);
    for (const name of ['Describe', 'Delete']) {
      const input =
        name === 'Delete' ? { ecrRepositoryPrefix: 'docker-hub' } : { ecrRepositoryPrefixes: ['docker-hub'] };
      const plural = name === 'Delete' ? '' : 's';
      expect((await faultOf(ask(`${name}PullThroughCacheRule${plural}`, input)))[0]).toBe(
        'PullThroughCacheRuleNotFoundException',
      );
    }
    const other = { ecrRepositoryPrefix: 'other', upstreamRegistryUrl: 'registry.example.com' };
    expect((await faultOf(ask('CreatePullThroughCacheRule', other)))[0]).toBe('UnsupportedUpstreamRegistryException');
    expect((await faultOf(ask('CreatePullThroughCacheRule', { ...docker, ecrRepositoryPrefix: 'A' })))[0]).toBe(
      'InvalidParameterException',
    );
  });

  it('takes tags off one by one, and the image with the last; a digest takes all', async () => {
    await put('1.0.0', 'a');
    await put('1.0.0', 'b');
    const remove = (imageIds: object[]) => ask('BatchDeleteImage', { repositoryName: 'primes-api', imageIds });
    expect(await remove([{ imageTag: 'a' }, { imageTag: 'z' }])).toMatchObject({
      imageIds: [{ imageTag: 'a' }],
      failures: [
        { imageId: { imageTag: 'z' }, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
      ],
    });
    expect(region.pull(`${URI}:b`).ok).toBe(true);
    await remove([{ imageTag: 'b' }]);
    expect(await ask('ListImages', { repositoryName: 'primes-api' })).toEqual({ imageIds: [] });
  });
});

describe('the images the world starts with', () => {
  const root = join(__dirname, '..', '..', '..', '..');
  const folder = join(root, 'sandbox', 'images', 'primes-api');
  const tags = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

  it('can all be pushed and pulled, and the failing ones run programs that are there', () => {
    const region = new EcrRegion({ region: 'us-west-2', accountId: '000000000000', clock: new ManualClock() });
    const repository = region.create({ name: 'primes-api', mutability: 'MUTABLE', scanOnPush: false, tags: [] });
    for (const tag of tags) repository.put(readFileSync(join(folder, `${tag}.json`), 'utf8'), undefined, tag, 0);
    for (const tag of tags) {
      const pull = region.pull(`${URI}:${tag}`);
      const [interpreter = 'none', program = 'none'] = pull.ok ? pull.file.command : [];
      expect([tag, interpreter]).not.toEqual([tag, 'none']);
      if (interpreter !== 'node') continue;
      expect([tag, program.startsWith('dist/') || existsSync(join(root, program))]).toEqual([tag, true]);
    }
    expect(repository.list()).toHaveLength(tags.length);
    expect(new Set(repository.list().map(({ sizeBytes }) => sizeBytes)).size).toBe(tags.length);
  });
});
