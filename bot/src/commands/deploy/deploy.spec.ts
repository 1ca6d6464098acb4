import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, api, ChangeWorld, digest, REF, REPOSITORY } from '../../domain/changes/spec/change-world';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { ecsDeployment } from '../../domain/observations/spec/ecs-services.fake';
import { Channels } from '../../chat/slack/channels';
import type { Announced } from '../../domain/changes/change.types';
import type { SeriesAsked, SeriesService } from '../../domain/series/series.service';
import type { Series } from '../../domain/series/series.types';
import { DeployCommand, deploySpec } from './deploy.command';
import { SeveralDeployments } from './several';
import { allSameView, unseenSeriesView } from './several.view';

beforeAll(() => Logger.overrideLogger(false));

const SERIES: Series = {
  id: 'ser-1',
  actor: ANN,
  origin: { channel: 'C0OPS' },
  image: '1.1.0',
  at: 0,
  members: [REF, { ...REF, service: 'web' }].map((ref) => ({
    ref,
    summary: { from: '1.0.0', to: '1.1.0' },
    wish: { image: '1.1.0' },
    basis: { key: 'primes-api:1', words: 'set to 1.0.0' },
    state: 'waiting',
  })),
  state: 'under-way',
};

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const begun: SeriesAsked[] = [];
  const series = {
    begin: async (asked: SeriesAsked) => {
      begun.push(asked);
      return { series: SERIES, announced: Promise.resolve<Announced>({ seen: true }) };
    },
  } as unknown as SeriesService;
  const several = new SeveralDeployments(chat.services, new Channels(chat.slack.web, world.clock), series);
  const command = new DeployCommand(chat.services, chat.desk, world.deployments, several, world.clock);
  const deploy = { spec: deploySpec, run: (...asked: Parameters<DeployCommand['run']>) => command.run(...asked) };
  return { world, chat, begun, deploy: (words: string, actor = ANN) => chat.types(deploy, `deploy ${words}`, actor) };
}

describe('deploy with a tag', () => {
  it('is a change of the image, asked for in the words that were typed', async () => {
    const { world, deploy } = room();
    expect(await deploy('primes-api 1.1.0')).toEqual({ told: [], replaced: [] });
    expect(world.announcements.changes).toMatchObject([
      { kind: 'image', origin: { said: '/ecs deploy primes-api 1.1.0' } },
    ]);
  });

  it.each([
    [`primes-api '1.0.0" "--container=app'`, '1.0.0" "--container=app is neither a tag nor a digest.'],
    ['primes-api -- --env', '--env is neither a tag nor a digest.'],
    ['primes-api "1.0.0 1.1.0"', '1.0.0 1.1.0 is neither a tag nor a digest.'],
  ])('%s is no option, and no second word', async (words, what) => {
    const { world, deploy } = room();
    await expect(deploy(words)).rejects.toMatchObject({ what });
    expect(world.operate.calls).toEqual([]);
  });

  it('offers what was guessed as a button that does it, or as a command to look at first', async () => {
    const { world, deploy } = room();
    expect(labelsOf((await deploy('primes 1.1.0')).told[0]!)).toEqual(['primes/primes-api: 1.0.0 → 1.1.0']);
    await world.deploying();
    const { told } = await deploy('primes 1.1.0');
    expect(valueOf(told[0]!, 'primes/primes-api: 1.0.0 → 1.1.0')).toEqual({
      v: 1,
      command: 'deploy primes/primes-api 1.1.0',
    });
  });
});

describe('the picker', () => {
  it('offers each image once, newest first, by its digest and from this world; what runs is marked', async () => {
    const { world, deploy } = room();
    world.registry.move('0.9.0', digest('c'));
    const { told } = await deploy('primes');
    const [picker] = told;
    expect(picker?.text).toBe('Which image for primes/primes-api? 0.9.0, 1.1.0, 1.0.0');
    expect(labelsOf(picker!)).toEqual(['0.9.0', '1.1.0', '1.0.0 (running)']);
    expect(wordsOf(picker)).toContain('Which image for *primes/primes-api*? It is set to `1.0.0`.');
    expect(wordsOf(picker)).toContain('`1.1.0` is also `latest`');
    expect(wordsOf(picker)).toContain('Nothing has been changed yet.');
    expect(valueOf(picker!, '1.1.0')).toEqual({
      v: 1,
      kind: 'image',
      ref: REF,
      wish: { image: '1.1.0', container: 'primes-api', digest: digest('b') },
      basis: { key: 'primes-api:1', words: 'set to 1.0.0' },
    });
    expect(problemsOf(picker!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
  });

  it('deploys what is pressed, says what was chosen and has no buttons any more', async () => {
    const { world, chat, deploy } = room();
    const { told } = await deploy('primes-api');
    const { replaced } = await chat.clicks(told[0], '1.1.0', ANN, { ephemeral: true });
    expect(world.operate.calls[0]).toBe(`register primes-api:2 of primes-api:1: primes-api=${REPOSITORY}:1.1.0`);
    expect(replaced.map(({ text }) => text)).toEqual(['primes/primes-api: 1.0.0 → 1.1.0 was chosen.']);
    expect(labelsOf(replaced[0]!)).toEqual([]);
    expect(world.announcements.changes[0]?.origin).toEqual({ channel: 'C0OPS', button: '1.1.0' });
  });

  it('is refused once the tag is another image, or the service is set to another one', async () => {
    const { world, chat, deploy } = room();
    const { told } = await deploy('primes-api');
    world.registry.move('1.1.0', digest('d'));
    await expect(chat.clicks(told[0], '1.1.0')).rejects.toThrow('1.1.0 is not the image that was meant.');
    world.registry.move('1.1.0', digest('b'));
    await world.become({ revision: 'primes-api:7' });
    await expect(chat.clicks(told[0], '1.1.0')).rejects.toThrow('has changed since this was planned');
    expect(world.operate.calls).toEqual([]);
  });

  it('says that it is so already where what runs is pressed', async () => {
    const { chat, deploy } = room();
    const { told } = await deploy('primes-api');
    const pressed = await chat.clicks(told[0], '1.0.0 (running)');
    expect(pressed.told[0]?.text).toBe('primes/primes-api is set to 1.0.0 already. Nothing was changed.');
  });

  describe('marks what ran well before', () => {
    const NEW = { ...api, image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b') };
    /** The service is set to 1.1.0 in the end, and how it was with 1.0.0 before is as `change` says. */
    async function after(change: Partial<EcsService>): Promise<string[]> {
      const { world, deploy } = room();
      await world.become(change);
      await deploy('primes-api 1.1.0');
      const containers = [NEW];
      await world.become({ containers, deployments: [ecsDeployment({ containers })], steady: true, events: [] });
      return labelsOf((await deploy('primes-api')).told[0]!);
    }

    it('where that is remembered', async () => {
      expect(await after({})).toEqual(['1.1.0 (running)', '1.0.0 (last good)']);
    });

    it.each<[string, Partial<EcsService>]>([
      ['its tasks died', { events: [{ id: 'e', at: 0, message: '(service primes-api) has started 9 tasks: …' }] }],
      ['not all of them ran', { steady: false }],
      ['its deployment failed', { deployments: [ecsDeployment({ containers: [api], rollout: 'failed' })] }],
      ['it had none', { counts: { desired: 0, running: 0, pending: 0 } }],
    ])('but not where %s', async (_why, change) => {
      expect(await after(change)).toEqual(['1.1.0 (running)', '1.0.0']);
    });
  });

  it('says when a tag that moves by habit was moved, and names an image without tags by its digest', async () => {
    const { world, deploy } = room();
    const pushedAt = world.clock.now() - 5 * 60_000;
    world.registry.images = [{ digest: digest('e'), tags: ['latest'], pushedAt }];
    expect(labelsOf((await deploy('primes-api')).told[0]!)).toEqual(['latest (moved 5 min ago)']);
  });

  it('tells what runs from what is being deployed, and that a choice takes its place', async () => {
    const { world, deploy } = room();
    await deploy('primes-api 1.1.0');
    const { deployments } = await world.ecs.look(REF);
    const [coming, ...others] = deployments;
    await world.become({ deployments: [{ ...coming!, counts: { desired: 2, running: 1, pending: 1 } }, ...others] });
    const set = { ...api, image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b') };
    await world.become({ containers: [set] });
    const { told } = await deploy('primes-api');
    expect(labelsOf(told[0]!)).toEqual(['1.1.0 (being deployed)', '1.0.0 (running)']);
    expect(wordsOf(told[0])).toContain('1.1.0 is being deployed just now: a choice takes its place.');
  });

  it('says whose image it is where there are several containers, and asks which where none is the main one', async () => {
    const worker = { ...api, name: 'worker', main: false };
    expect(
      wordsOf((await room(new ChangeWorld({ containers: [api, worker] })).deploy('primes-api')).told[0]),
    ).toContain('It is set to `primes-api` `1.0.0`.');
    const { told } = await room(new ChangeWorld({ containers: [{ ...api, main: false }, worker] })).deploy(
      'primes-api',
    );
    expect(told[0]?.text).toBe('Which container of primes/primes-api is meant?');
    expect(valueOf(told[0]!, 'worker')).toEqual({ v: 1, command: 'deploy primes/primes-api --container worker' });
    expect(problemsOf(told[0]!)).toEqual([]);
  });

  it('says so where there is nothing to pick', async () => {
    const { world, deploy } = room();
    world.registry.images = [];
    const { told } = await deploy('primes-api');
    expect(told[0]?.text).toBe('There is no image to deploy to primes/primes-api.');
    expect(labelsOf(told[0]!)).toEqual([]);
  });

  it('offers nothing where somebody else makes the deployments', async () => {
    const { deploy } = room(new ChangeWorld({ controller: 'EXTERNAL' }));
    await expect(deploy('primes-api')).rejects.toThrow('Its task sets are made by another deployment controller');
  });
});

describe('deploy to several services', () => {
  it('takes all words but the last for services, in that order', async () => {
    const { world, begun, deploy } = room();
    world.add({ ...REF, service: 'web' });
    world.add({ ...REF, service: 'worker' });
    expect((await deploy('primes-api primes/web worker 1.1.0')).told).toEqual([]);
    expect(begun).toMatchObject([
      { image: '1.1.0', origin: { channel: 'C0OPS', said: '/ecs deploy primes-api primes/web worker 1.1.0' } },
    ]);
    expect(begun[0]?.refs.map(({ service }) => service)).toEqual(['primes-api', 'web', 'worker']);
  });

  it('guesses none of them', async () => {
    const { world, begun, deploy } = room();
    world.add({ ...REF, service: 'web' });
    await expect(deploy('primes web 1.1.0')).rejects.toMatchObject({
      what: 'Nothing was changed: `primes` is not the full name of a service.',
      next: 'Name each of several in full. Did you mean `primes/primes-api`?',
    });
    await expect(deploy('primes-api nowhere 1.1.0')).rejects.toThrow(
      'There is no service `nowhere`. Nothing was changed.',
    );
    expect(begun).toEqual([]);
  });

  it('says privately what cannot be said in the channel', () => {
    expect(allSameView(SERIES).text).toBe(
      'primes/primes-api, primes/web are set to 1.1.0 already. Nothing was changed.',
    );
    expect(problemsOf(unseenSeriesView(SERIES, 'I am not in it.'))).toEqual([]);
  });
});
