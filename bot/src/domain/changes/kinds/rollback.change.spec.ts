import { Logger } from '@nestjs/common';
import type { GoodVersion } from '../../deployments/rollback.types';
import type { Deployment } from '../../deployments/deployment.types';
import { DEPLOYMENT } from '../../deployments/spec/rollouts.fake';
import { ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { EcsContainer } from '../../observations/ecs-service.types';
import type { Origin } from '../change.types';
import { StalePlanError } from '../changes.errors';
import { ANN, api, asked, BEN, ChangeWorld, digest, made, REF, REPOSITORY } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const origin: Origin = { channel: 'C0OPS', said: '/ecs rollback primes-api' };
const of = (tag: string, letter: string): EcsContainer => ({
  ...api,
  image: `${REPOSITORY}:${tag}`,
  tag,
  digest: digest(letter),
});
const good = (revision: string, container: EcsContainer, finishedAt = 1000): GoodVersion => ({
  revision,
  containers: [container],
  finishedAt,
});
const ONE = good('primes-api:1', of('1.0.0', 'a'));
const TWO = good('primes-api:2', of('1.1.0', 'b'), 2000);
const OOM = of('oom', 'd');

/** The service is set to oom by primes-api:3, and 1.1.0 and 1.0.0 ran before it. */
function world(change: { good?: GoodVersion[] } = {}) {
  const made3 = ecsDeployment({ id: 'ecs-svc/3', revision: 'primes-api:3', containers: [OOM] });
  const all = new ChangeWorld({ revision: 'primes-api:3', containers: [OOM], deployments: [made3] });
  all.registry.images = [
    { digest: digest('d'), tags: ['oom'], pushedAt: 3000 },
    { digest: digest('b'), tags: ['1.1.0', 'latest'], pushedAt: 2000 },
    { digest: digest('a'), tags: ['1.0.0'], pushedAt: 1000 },
  ];
  all.history.good = change.good ?? [good('primes-api:3', OOM, 3000), TWO, ONE];
  all.operate.known.set('primes-api:1', ONE.containers).set('primes-api:2', TWO.containers);
  return all;
}

const ask = (all: ChangeWorld, actor = ANN) => all.changes.ask('rollback', { ref: REF, wish: {}, actor, origin });

async function agree(all: ChangeWorld) {
  const { basis: agreed, wish } = asked(await ask(all));
  return made((await all.changes.askAs('rollback', { ref: REF, wish, actor: ANN, origin, agreed }))!);
}

const target = async (all: ChangeWorld) => asked(await ask(all)).summary.to;
const remembered = (change: Partial<Deployment>): Deployment => ({ ...DEPLOYMENT, ref: REF, ...change });

describe('a rollback', () => {
  it('is to the last that succeeded, and shows it before anything is changed', async () => {
    const all = world();
    const { summary, wish } = asked(await ask(all));
    expect(summary).toEqual({ from: 'oom', to: '1.1.0' });
    expect(wish).toEqual({ target: { revision: 'primes-api:2', digest: digest('b') } });
    expect(all.operate.calls).toEqual([]);
  });

  it('sets the service to that very revision, and is told as a deployment', async () => {
    const all = world();
    const change = await agree(all);
    expect(all.operate.calls).toEqual(['update to primes-api:2 by U0ANN']);
    expect(change.result).toMatchObject({
      isRollback: true,
      revision: 'primes-api:2',
      previousRevision: 'primes-api:3',
      from: { tag: 'oom' },
      to: { tag: '1.1.0', digest: digest('b') },
    });
  });

  it('pins the digest that ran where the tag is another image by now', async () => {
    const all = world();
    all.registry.move('1.1.0', digest('e'));
    await agree(all);
    expect(all.operate.calls).toEqual([
      `register primes-api:2 of primes-api:2: primes-api=${REPOSITORY}:1.1.0@${digest('b')}`,
      'update to primes-api:2 by U0ANN',
    ]);
  });

  it('starts new tasks where it is the same revision, whose tag was another image meanwhile', async () => {
    const all = world({ good: [good('primes-api:3', of('oom', 'a'))] });
    all.registry.images = [{ digest: digest('a'), tags: ['oom'], pushedAt: 1 }];
    await agree(all);
    expect(all.operate.calls).toEqual(['force a new deployment by U0ANN']);
  });

  it('goes on looking where the image is not in the registry any more, and says first which', async () => {
    const all = world();
    all.registry.images = all.registry.images.filter((image) => image.digest !== digest('b'));
    const { summary, reasons } = asked(await ask(all));
    expect(summary.to).toBe('1.0.0');
    expect(reasons).toEqual([{ kind: 'gone', versions: ['1.1.0'] }]);
    all.history.good = [TWO, { ...TWO, revision: 'primes-api:0' }, ONE];
    expect(asked(await ask(all)).reasons).toEqual([{ kind: 'gone', versions: ['1.1.0'] }]);
    all.registry.images = [];
    await expect(ask(all)).rejects.toThrow('1.1.0, 1.0.0 ran well, and are not in the registry any more.');
  });

  it('says that it cannot check the registry, and can be agreed to all the same', async () => {
    const all = world();
    all.registry.unreadable = true;
    expect(asked(await ask(all)).reasons).toMatchObject([{ kind: 'unchecked', image: '1.1.0' }]);
    await agree(all);
    expect(all.operate.calls.at(-1)).toMatch(/^update to/);
  });

  it('never goes to what was gone back from, nor to what failed after it was done', async () => {
    const all = world();
    const from = { image: TWO.containers[0]!.image, digest: digest('b') };
    await all.repository.save(remembered({ isRollback: true, previousRevision: 'primes-api:2', from }));
    expect(await target(all)).toBe('1.0.0');
    const relapsed = world();
    const relapse = { since: 1, lastAt: 1, died: 3, unhealthy: 0 };
    const to = { image: TWO.containers[0]!.image, digest: digest('b') };
    await relapsed.repository.save(remembered({ revision: 'primes-api:2', to, relapse }));
    expect(await target(relapsed)).toBe('1.0.0');
  });

  it('is never to what runs already, by whatever revision', async () => {
    const copy = good('primes-api:2', of('oom', 'd'), 2500);
    expect(await target(world({ good: [copy, ONE] }))).toBe('1.0.0');
    const other = world({ good: [copy, ONE] });
    other.history.different.set('primes-api:2', [{ container: 'app', member: 'environment', names: ['DEBUG'] }]);
    expect(asked(await ask(other)).summary).toEqual({ from: 'oom (primes-api:3)', to: 'oom (primes-api:2)' });
  });

  it('says what else would change, but for what the versions say', async () => {
    const all = world();
    const names = { container: 'primes-api', member: 'environment', names: ['LOG_LEVEL'] };
    all.history.different.set('primes-api:2', [{ container: 'primes-api', member: 'image' }, names]);
    expect(asked(await ask(all)).plan.differences).toEqual([names]);
  });

  it('is refused where there is nothing to go back to, in another world, and to those who may only look', async () => {
    await expect(ask(world({ good: [] }))).rejects.toThrow(
      'I know of nothing that primes/primes-api could go back to.',
    );
    const all = world();
    await expect(ask(all, BEN)).rejects.toThrow('You may not change');
    const { basis: agreed, wish } = asked(await ask(all));
    await all.become({ revision: 'primes-api:4' });
    const pressed = all.changes.askAs('rollback', { ref: REF, wish, actor: ANN, origin, agreed });
    await expect(pressed).rejects.toBeInstanceOf(StalePlanError);
    expect(all.operate.calls).toEqual([]);
  });

  it('means the version that was offered, though another has succeeded since', async () => {
    const all = world();
    const { basis: agreed, wish } = asked(await ask(all));
    all.history.good = [good('primes-api:9', of('1.2.0', 'f'), 9000), ...all.history.good];
    all.registry.images.push({ digest: digest('f'), tags: ['1.2.0'], pushedAt: 9000 });
    await all.changes.askAs('rollback', { ref: REF, wish, actor: ANN, origin, agreed });
    expect(all.operate.calls).toEqual(['update to primes-api:2 by U0ANN']);
  });

  it('is followed though the answer of AWS was lost', async () => {
    const all = world();
    all.operate.fate = { kind: 'lost', error: new Error('It did not answer in time.') };
    expect((await agree(all)).result).toMatchObject({ revision: 'primes-api:2', isRollback: true });
    const refused = world();
    refused.operate.fate = { kind: 'refused', error: new Error('The revision is inactive.') };
    await expect(agree(refused)).rejects.toThrow('The revision is inactive.');
  });

  it.each(['update', 'register'])('is made once though its button is pressed twice: by %s', async (how) => {
    const all = world();
    if (how === 'register') all.registry.move('1.1.0', digest('e'));
    const { basis: agreed, wish } = asked(await ask(all));
    const press = () => all.changes.askAs('rollback', { ref: REF, wish, actor: ANN, origin, agreed });
    await press();
    const { length } = all.operate.calls;
    await expect(press()).rejects.toThrow('primes/primes-api has been set to that already, or has changed');
    expect(all.operate.calls).toHaveLength(length);
  });

  it('says that it takes the place of what is under way', async () => {
    const all = world();
    await all.deploying();
    expect(asked(await ask(all)).reasons).toMatchObject([{ kind: 'replaces', version: 'oom' }]);
  });
});

describe('a rollback that the bot ended in the middle of', () => {
  /** @param isMade whether AWS had taken it */
  async function killed(isMade: boolean) {
    const all = world();
    await all.clock.advance(60_000);
    if (isMade) all.record.endsAt = 'done';
    else all.operate.meanwhile = () => new Promise(() => {});
    void agree(all);
    await all.clock.advance(1000);
    all.record.endsAt = undefined;
    all.leases.lose();
    all.record.leave();
    void all.resumption.resume();
    await all.clock.advance(60_000);
    return all;
  }

  it('is followed on where AWS had taken it', async () => {
    const { announcements } = await killed(true);
    expect(announcements.changes).toMatchObject([{ kind: 'rollback', result: { revision: 'primes-api:2' } }]);
  });

  it('is told as made where ECS went back from it meanwhile, and as unclear where something else came of it', async () => {
    const meanwhile = async (revision: string) => {
      const all = world();
      await all.clock.advance(60_000);
      all.record.endsAt = 'done';
      void agree(all);
      await all.clock.advance(1000);
      all.record.endsAt = undefined;
      const was = ecsDeployment({ id: 'ecs-svc/3', revision: 'primes-api:3', containers: [OOM], createdAt: 0 });
      await all.become({ revision: 'primes-api:3', containers: [OOM], deployments: [was] });
      const createdAt = all.clock.now() - 500;
      all.lastDeployment = async () => ({ status: 'ROLLBACK_SUCCESSFUL', revision, createdAt });
      all.leases.lose();
      all.record.leave();
      void all.resumption.resume();
      await all.clock.advance(60_000);
      return all.announcements;
    };
    expect((await meanwhile('primes-api:2')).changes).toMatchObject([{ kind: 'rollback', state: 'done' }]);
    expect((await meanwhile('primes-api:7')).undone).toMatchObject([{ made: 'unknown' }]);
  });

  it('is told as not done where it had not', async () => {
    const { announcements } = await killed(false);
    expect(announcements.undone).toMatchObject([{ made: 'no', change: { kind: 'rollback' } }]);
  });
});
