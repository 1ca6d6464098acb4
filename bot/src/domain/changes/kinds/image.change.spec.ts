import { Logger } from '@nestjs/common';
import { UserError } from '../../../kernel/user-error';
import { ecsContainer, ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { Basis, ImageWish } from '../kinds.types';
import { StalePlanError } from '../changes.errors';
import { ANN, api, asked, CAT, ChangeWorld, digest, REF, REPOSITORY } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const origin = { channel: 'C0OPS' };
const ask = (world: ChangeWorld, wish: ImageWish, agreed?: Basis) =>
  world.changes.ask('image', { ref: REF, wish, actor: ANN, origin, ...(agreed ? { agreed } : {}) });
const thrown = (promise: Promise<unknown>): Promise<UserError> =>
  promise.then(
    () => undefined as never,
    (error) => error,
  );

/** The world that everything is offered in at first. */
const FROM = { key: 'primes-api:1', words: 'set to 1.0.0' };
const sidecar = ecsContainer({ name: 'proxy', image: 'public.ecr.aws/envoy:1', tag: '1', main: false });
const worker = ecsContainer({ name: 'worker', image: `${REPOSITORY}:1.0.0`, digest: digest('a'), main: false });

describe('another image', () => {
  it('is a new revision of the task definition, and the deployment of it', async () => {
    const world = new ChangeWorld();
    const answer = await ask(world, { image: '1.1.0' });
    expect(world.operate.calls).toEqual([
      `register primes-api:2 of primes-api:1: primes-api=${REPOSITORY}:1.1.0`,
      'update to primes-api:2 by U0ANN',
    ]);
    expect(answer).toMatchObject({
      kind: 'done',
      change: {
        summary: { from: '1.0.0', to: '1.1.0' },
        result: {
          ref: REF,
          actor: ANN,
          startedAt: world.clock.now(),
          container: 'primes-api',
          from: { tag: '1.0.0', digest: digest('a') },
          to: { image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b'), pushedAt: 2000 },
          revision: 'primes-api:2',
          previousRevision: 'primes-api:1',
          handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
        },
      },
    });
    expect(await world.deployments.latest(REF)).toMatchObject({ revision: 'primes-api:2' });
  });

  it('is the same where the tag is the digest that runs, under another name too', async () => {
    const world = new ChangeWorld();
    expect(await ask(world, { image: '1.0.0' })).toMatchObject({ kind: 'same', summary: { to: '1.0.0' } });
    world.registry.move('stable');
    world.registry.images[1]?.tags.push('stable');
    expect(await ask(world, { image: 'stable' })).toMatchObject({
      kind: 'same',
      summary: { to: '1.0.0 (which is stable)' },
    });
    await world.become({ containers: [{ ...api, image: `${REPOSITORY}:latest`, tag: 'latest', digest: digest('b') }] });
    expect(await ask(world, { image: 'latest' })).toMatchObject({ kind: 'same', summary: { to: 'latest' } });
    const several = new ChangeWorld({ containers: [api, worker] });
    expect(await ask(several, { image: '1.0.0' })).toMatchObject({ kind: 'same', summary: { to: 'primes-api 1.0.0' } });
    expect(world.operate.calls).toEqual([]);
  });

  it('is another one where the same tag has moved, and says from which to which', async () => {
    const world = new ChangeWorld({
      containers: [{ ...api, image: `${REPOSITORY}:latest`, tag: 'latest', digest: digest('a') }],
    });
    expect(await ask(world, { image: 'latest' })).toMatchObject({
      kind: 'done',
      change: { summary: { from: 'latest sha256:aaaaaaaaaaaa', to: 'latest sha256:bbbbbbbbbbbb' } },
    });
  });

  it('may be tried again where its deployment failed, and nothing was rolled back', async () => {
    const world = new ChangeWorld();
    const { deployments } = await world.ecs.look(REF);
    await world.become({ deployments: deployments.map((one) => ({ ...one, rollout: 'failed' as const })) });
    expect(await ask(world, { image: '1.0.0' })).toMatchObject({ kind: 'done' });
  });

  it('that is not there is refused with those that are, for the container that was meant', async () => {
    const error = await thrown(ask(new ChangeWorld(), { image: '9.9.9' }));
    expect(error.message).toContain(`${REPOSITORY} has no image 9.9.9. The newest it has: 1.1.0, 1.0.0.`);
    expect(error.steps).toEqual([
      { do: 'set-image', ref: REF, image: '1.1.0', from: FROM },
      { do: 'set-image', ref: REF, image: '1.0.0', from: FROM },
    ]);
    const two = new ChangeWorld({ containers: [api, { ...worker, name: 'w' }] });
    expect((await thrown(ask(two, { image: '9.9.9', container: 'w' }))).steps[0]).toMatchObject({ container: 'w' });
  });
});

describe('how an image is named', () => {
  const [a, b] = [digest('a'), digest('b')];

  it.each([
    ['a tag', '1.1.0', `${REPOSITORY}:1.1.0`, '1.1.0'],
    ['a digest, which is named by its tag', b, `${REPOSITORY}:1.1.0@${b}`, '1.1.0'],
    ['a digest as it is shown', b.slice(0, 19), `${REPOSITORY}:1.1.0@${b}`, '1.1.0'],
    ['a tag with its digest', `1.1.0@${b}`, `${REPOSITORY}:1.1.0@${b}`, '1.1.0'],
    ['a tag with its digest as it is shown', `1.1.0@${b.slice(0, 19)}`, `${REPOSITORY}:1.1.0@${b}`, '1.1.0'],
    ['a full reference', `${REPOSITORY}:1.1.0`, `${REPOSITORY}:1.1.0`, '1.1.0'],
    ['a full reference with both', `${REPOSITORY}:1.1.0@${b}`, `${REPOSITORY}:1.1.0@${b}`, '1.1.0'],
    ['a full reference without either', REPOSITORY, `${REPOSITORY}:latest`, 'latest'],
    ["the repository's own name before it", 'primes-api:1.1.0', `${REPOSITORY}:1.1.0`, '1.1.0'],
  ])('%s: %s', async (_how, image, planned, tag) => {
    const { plan } = await new ChangeWorld().changes.propose('image', REF, { image });
    expect(plan.to).toMatchObject({ image: planned, tag, digest: b });
  });

  it.each([
    ['no tag', 'no such tag!', 'no such tag! is neither a tag nor a digest.'],
    ['an option that was not meant as one', '--env', '--env is neither a tag nor a digest.'],
    ['a digest of another kind', `1.1.0@md5:${'a'.repeat(32)}`, 'is neither a tag nor a digest.'],
    ['another repository', 'nginx/nginx:1', `No container of primes-api runs from nginx/nginx.`],
    ['a tag of another digest', `1.1.0@${a}`, 'It was to be sha256:aaaaaaaaaaaa, and is sha256:bbbbbbbbbbbb now.'],
    ['a tag that is gone', `9.9.9@${a}`, 'It was to be sha256:aaaaaaaaaaaa, and is not in the registry any more.'],
    ['too little of a digest', 'sha256:aaaaaa', 'is neither a tag nor a digest.'],
    ['the beginning of none', 'sha256:ccccccc', 'has no image sha256:ccccccc.'],
  ])('%s is refused: %s', async (_what, image, words) => {
    const world = new ChangeWorld();
    expect((await thrown(ask(world, { image }))).message).toContain(words);
    expect(world.operate.calls).toEqual([]);
  });

  it('offers both images where a tag is another one than was meant', async () => {
    const { steps } = await thrown(ask(new ChangeWorld(), { image: `1.1.0@${a}` }));
    expect(steps).toEqual([
      { do: 'set-image', ref: REF, image: a, label: 'Run sha256:aaaaaaaaaaaa', from: FROM },
      { do: 'set-image', ref: REF, image: '1.1.0', label: 'Run what 1.1.0 is now', from: FROM },
    ]);
  });

  it('refuses what a picker offered once its tag has moved or is gone, and takes it as long as it has not', async () => {
    const world = new ChangeWorld();
    const wish = { image: '1.1.0', container: 'primes-api', digest: b };
    expect(await world.changes.propose('image', REF, wish)).toMatchObject({ plan: { to: { tag: '1.1.0' } } });
    world.registry.move('1.1.0', digest('c'));
    expect((await thrown(ask(world, wish))).message).toContain(
      'It was to be sha256:bbbbbbbbbbbb, and is sha256:cccccccccccc now.',
    );
    world.registry.move('1.1.0');
    expect((await thrown(ask(world, wish))).message).toContain('is not in the registry any more');
    expect(world.operate.calls).toEqual([]);
  });

  it('goes back by digest, whatever the tag is by then', async () => {
    const world = new ChangeWorld();
    await ask(world, { image: '1.1.0' });
    const { deployments } = await world.ecs.look(REF);
    await world.become({
      deployments: deployments.slice(0, 1).map((one) => ({ ...one, rollout: 'completed' as const })),
    });
    world.registry.move('1.0.0', digest('c'));
    await ask(world, { image: a, container: 'primes-api' }, { key: 'primes-api:2', words: '' });
    expect(world.operate.calls.at(-2)).toBe(`register primes-api:3 of primes-api:2: primes-api=${REPOSITORY}@${a}`);
  });
});

describe('which container is meant', () => {
  it.each([
    ['the one behind the load balancer', [api, sidecar], { image: '1.1.0' }, 'primes-api'],
    ['the named one', [api, worker], { image: '1.1.0', container: 'worker' }, 'worker'],
    [
      'the one that runs from the repository',
      [sidecar, { ...api, main: false }],
      { image: `${REPOSITORY}:1.1.0` },
      'primes-api',
    ],
    [
      'the one that runs from the repository of that short name',
      [sidecar, { ...api, main: false }],
      { image: 'primes-api:1.1.0' },
      'primes-api',
    ],
    ['the main one of two that do', [worker, api], { image: `${REPOSITORY}:1.1.0` }, 'primes-api'],
  ])('%s', async (_which, containers, wish, container) => {
    const proposed = await new ChangeWorld({ containers }).changes.propose('image', REF, wish);
    expect(proposed.plan).toMatchObject({ container, several: true });
    expect(proposed.summary.from).toBe(`${container} 1.0.0`);
    expect(proposed.wish).toMatchObject({ container });
  });

  it.each([
    [
      'none is the main one',
      [worker, { ...api, main: false }],
      { image: '1.1.0' },
      'Which container of primes-api is meant?',
    ],
    [
      'two run from the repository',
      [worker, { ...api, main: false }],
      { image: `${REPOSITORY}:1.1.0` },
      'Which container of primes-api is meant?',
    ],
    [
      'there is none of that name',
      [api, worker],
      { image: '1.1.0', container: 'db' },
      'primes-api has no container db.',
    ],
  ])('is asked where %s, with each as a button', async (_why, containers, wish, what) => {
    const error = await thrown(ask(new ChangeWorld({ containers }), wish));
    expect(error.what).toBe(what);
    expect(error.why).toMatch(/^It has (worker|primes-api) \(1\.0\.0\), (worker|primes-api) \(1\.0\.0\)\.$/);
    const { image } = wish;
    expect(error.steps).toEqual(
      containers.map(({ name }) => ({
        do: 'set-image',
        ref: REF,
        container: name,
        label: name,
        image,
        from: expect.objectContaining({ key: 'primes-api:1' }),
      })),
    );
  });
});

describe('a registry that cannot be read', () => {
  const unreadable = (): ChangeWorld => {
    const world = new ChangeWorld();
    world.registry.unreadable = true;
    return world;
  };

  it('is no refusal, but somebody looks at it first', async () => {
    const world = unreadable();
    const answer = await ask(world, { image: '9.9.9' });
    const why = 'ecr:DescribeImages is missing.';
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ kind: 'unchecked', image: '9.9.9', why }] });
    expect(await ask(world, asked(answer).wish, asked(answer).basis)).toMatchObject({ kind: 'done' });
    expect(world.operate.calls[0]).toContain(`primes-api=${REPOSITORY}:9.9.9`);
  });

  it('cannot let a tag be another image than was offered: it is pinned', async () => {
    const world = unreadable();
    const agreed = { key: 'primes-api:1', words: '' };
    await ask(world, { image: '1.1.0', container: 'primes-api', digest: digest('b') }, agreed);
    expect(world.operate.calls[0]).toContain(`primes-api=${REPOSITORY}:1.1.0@${digest('b')}`);
  });

  it('is one where only the registry knows which digest begins so', async () => {
    const world = unreadable();
    expect((await thrown(ask(world, { image: 'sha256:bbbbbbbbbbbb' }))).what).toMatch(/^I cannot check the images of/);
    expect(world.operate.calls).toEqual([]);
  });
});

describe('a deployment that is under way', () => {
  it('is offered to be replaced, by what it brings and who started it; agreed to, it is', async () => {
    const world = new ChangeWorld();
    await world.changes.ask('image', { ref: REF, wish: { image: '1.1.0' }, actor: CAT, origin });
    const startedAt = world.clock.now();
    await world.clock.advance(60_000);
    const answer = await ask(world, { image: '1.0.0' });
    expect(answer).toMatchObject({
      kind: 'ask',
      wish: { image: `${REPOSITORY}:1.0.0`, container: 'primes-api', digest: digest('a') },
      basis: { key: 'primes-api:2 ecs-svc/2', words: 'set to 1.1.0, whose deployment was under way' },
      reasons: [{ kind: 'replaces', version: '1.1.0', startedAt, actor: CAT }],
    });
    await ask(world, asked(answer).wish, asked(answer).basis);
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:3 by U0ANN');
  });

  it('that somebody else started has nobody to name', async () => {
    const world = new ChangeWorld();
    await world.deploying();
    const answer = await ask(world, { image: '1.1.0' });
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ kind: 'replaces', version: '1.0.0' }] });
    expect(asked(answer).reasons[0]).not.toHaveProperty('actor');
  });

  it('says whose version it brings where there are several containers', async () => {
    const containers = [api, worker];
    const world = new ChangeWorld({ containers, deployments: [ecsDeployment({ containers, rollout: 'in-progress' })] });
    const answer = await ask(world, { image: '1.1.0', container: 'worker' });
    expect(answer).toMatchObject({ kind: 'ask', reasons: [{ kind: 'replaces', version: 'primes-api 1.0.0' }] });
  });

  it('that has begun, or is another one by now, was not agreed to', async () => {
    const world = new ChangeWorld();
    await world.deploying();
    await expect(ask(world, { image: '1.1.0' }, { key: 'primes-api:1', words: '' })).rejects.toThrow(StalePlanError);
    const other = { key: 'primes-api:1 ecs-svc/9', words: '' };
    await expect(ask(world, { image: '1.1.0' }, other)).rejects.toThrow(StalePlanError);
    expect(world.operate.calls).toEqual([]);
  });
});

describe('what is not deployed by ECS', () => {
  it.each([
    [
      'CODE_DEPLOY',
      { controller: 'CODE_DEPLOY' },
      'AWS CodeDeploy makes its deployments (deployment controller CODE_DEPLOY). Create the deployment in CodeDeploy',
    ],
    [
      'EXTERNAL',
      { controller: 'EXTERNAL' },
      'Its task sets are made by another deployment controller (EXTERNAL). Deploy with that controller',
    ],
    ['a service that is deleted', { status: 'DRAINING' }, 'ECS says that it is draining.'],
  ] as const)('%s is refused before anything is registered', async (_what, change, words) => {
    const world = new ChangeWorld(change);
    const error = await thrown(ask(world, { image: '1.1.0' }));
    expect(error.message).toContain(`Nothing was changed: I cannot deploy to primes-api. ${words}`);
    expect(world.operate.calls).toEqual([]);
    expect(await thrown(world.changes.ask('restart', { ref: REF, wish: {}, actor: ANN, origin }))).toEqual(error);
  });

  it('says so where the task definition cannot be read', async () => {
    const error = await thrown(ask(new ChangeWorld({ containers: { unknown: 'Denied.' } }), { image: '1.1.0' }));
    expect(error.message).toBe(
      'Nothing was changed: I cannot read the task definition primes-api:1 of primes-api. Denied.',
    );
  });
});

describe('a deployment that AWS does not take', () => {
  const broken = new UserError({ what: 'AWS refused that.' });

  it('leaves nothing behind: the revision is taken back', async () => {
    const world = new ChangeWorld();
    world.operate.fate = { kind: 'refused', error: broken };
    await expect(ask(world, { image: '1.1.0' })).rejects.toBe(broken);
    expect(world.operate.calls.map((call) => call.split(' of ')[0])).toEqual([
      'register primes-api:2',
      'update to primes-api:2 by U0ANN',
      'deregister primes-api:2',
    ]);
  });

  it('says which revision is left where that could not be taken back', async () => {
    const world = new ChangeWorld();
    world.operate.fate = { kind: 'refused', error: broken };
    world.operate.cannotDeregister = new Error('No.');
    expect((await thrown(ask(world, { image: '1.1.0' }))).message).toBe(
      'Nothing was deployed, but the revision primes-api:2 was left behind. AWS refused that. Taking the revision back ' +
        "failed too: No. Deregister primes-api:2: what starts tasks of its family's newest revision would take it.",
    );
  });

  it('is followed where AWS took it and its answer was lost', async () => {
    const world = new ChangeWorld();
    world.operate.fate = { kind: 'lost', error: broken };
    const answer = await ask(world, { image: '1.1.0' });
    expect(answer).toMatchObject({ kind: 'done', change: { result: { handle: { id: 'ecs-svc/2' } } } });
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:2 by U0ANN');
  });

  it('is not taken back where nobody can say whether AWS took it', async () => {
    const world = new ChangeWorld();
    world.operate.meanwhile = async () => {
      world.ecs.failure = new Error('Unreachable.');
      throw broken;
    };
    await expect(ask(world, { image: '1.1.0' })).rejects.toBe(broken);
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:2 by U0ANN');
  });

  it('is announced although it could not be kept, and kept once it can be', async () => {
    const world = new ChangeWorld();
    const disk = jest.spyOn(world.repository, 'save').mockRejectedValue(new Error('The disk is full'));
    expect(await ask(world, { image: '1.1.0' })).toMatchObject({ kind: 'done' });
    expect(world.announcements.changes).toHaveLength(1);
    await world.clock.advance(5000);
    expect(await world.repository.followed()).toEqual([]);
    disk.mockRestore();
    await world.clock.advance(5000);
    expect(await world.repository.followed()).toHaveLength(1);
  });
});

describe('the images to choose from', () => {
  it('come with what the service is set to, what its tasks run, and the world that they were offered in', async () => {
    const world = new ChangeWorld();
    expect(await world.deployments.choices(REF, 1)).toMatchObject({
      kind: 'images',
      container: { name: 'primes-api' },
      several: false,
      images: [{ tags: ['1.1.0', 'latest'] }],
      serving: [digest('a')],
      basis: { key: 'primes-api:1' },
    });
    await ask(world, { image: '1.1.0' });
    const { deployments, containers } = await world.ecs.look(REF);
    const coming = ecsDeployment({ ...deployments[0]!, containers, counts: { desired: 2, running: 0, pending: 2 } });
    await world.become({ deployments: [coming, ...deployments.slice(1)] });
    expect(await world.deployments.choices(REF, 9)).toMatchObject({
      serving: [digest('a')],
      underWay: { version: '1.1.0' },
      basis: { key: 'primes-api:2 ecs-svc/2' },
    });
  });

  it('are of the named container; which one is meant is asked where none is the main one', async () => {
    const world = new ChangeWorld({ containers: [worker, { ...api, main: false }] });
    expect(await world.deployments.choices(REF, 9)).toMatchObject({ kind: 'containers' });
    expect(await world.deployments.choices(REF, 9, 'worker')).toMatchObject({ container: worker, several: true });
    await expect(world.deployments.choices(REF, 9, 'db')).rejects.toThrow('primes-api has no container db.');
  });
});
