import { Logger } from '@nestjs/common';
import { ecsDeployment } from '../../observations/spec/ecs-services.fake';
import type { EcsContainer } from '../../observations/ecs-service.types';
import { ANN, api, ChangeWorld, REF, REPOSITORY } from '../spec/change-world';
import { DEPLOYMENT } from '../../deployments/spec/rollouts.fake';

beforeAll(() => Logger.overrideLogger(false));

const HISTORIES = 50;
const EVENTS = 12;

/** The same numbers for the same seed, from 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** A deployment that was, as whoever watched it would tell it. */
interface Past {
  revision: string;
  tag: string;
  digest: string;
  how: 'succeeded' | 'rolled back by ECS' | 'failed later' | 'left by a rollback';
}

/** A service and its registry while people deploy, move tags and delete images; told by hand, to be asked about. */
class History {
  readonly past: Past[] = [];
  readonly world = new ChangeWorld();
  /** What each tag is in the registry. */
  private readonly tags = new Map<string, string>();
  private readonly there = new Set<string>();
  private revisions = 0;
  private images = 0;
  private now: Past;

  constructor(private readonly random: () => number) {
    this.push('1.0.0');
    this.now = this.deploy('1.0.0', 'succeeded');
  }

  /** Something happens. */
  step(): void {
    const tag = this.pick(['1.0.0', '1.1.0', '1.2.0', 'latest']);
    const dice = this.random();
    if (!this.tags.has(tag) || dice < 0.2) return this.push(tag);
    if (dice < 0.3) return this.forget();
    if (dice < 0.4 && this.now.how === 'succeeded') return this.leave();
    this.deploy(tag, this.pick(['succeeded', 'succeeded', 'rolled back by ECS', 'failed later'] as const));
  }

  /** The newest that succeeded and lasted, is not what runs, and whose image is still there: by the story alone. */
  expected(): Past | undefined {
    const bad = new Set(
      this.past.filter(({ how }) => how === 'failed later' || how === 'left by a rollback').map(nameOf),
    );
    return this.past
      .filter(({ how }) => how === 'succeeded')
      .toReversed()
      .find((one) => nameOf(one) !== nameOf(this.now) && !bad.has(nameOf(one)) && this.there.has(one.digest));
  }

  /** What the bot would go back to. */
  async asked(): Promise<string | undefined> {
    const { world } = this;
    const containers = [containerOf(this.now)];
    const { revision } = this.now;
    await world.become({ revision, containers, deployments: [ecsDeployment({ revision, containers })] });
    world.registry.images = [...this.there].map((one, n) => ({
      digest: one,
      tags: [...this.tags].flatMap(([tag, is]) => (is === one ? [tag] : [])),
      pushedAt: n,
    }));
    world.history.good = this.past
      .filter(({ how }) => how !== 'rolled back by ECS')
      .toReversed()
      .map((one) => ({ revision: one.revision, containers: [containerOf(one)], finishedAt: 0 }));
    for (const one of this.past) {
      const differs = one.revision === this.now.revision ? [] : [{ member: 'environment', names: ['BUILD'] }];
      world.history.different.set(one.revision, differs);
    }
    for (const [n, one] of this.past.entries()) await this.remember(one, n);
    const proposal = await world.changes.propose('rollback', REF, {}).catch(() => undefined);
    const target = proposal?.plan.target;
    return target && `${target.revision} ${target.containers[0]?.digest}`;
  }

  private async remember({ revision, how, tag, digest: is }: Past, n: number): Promise<void> {
    const image = { image: `${REPOSITORY}:${tag}`, tag, digest: is };
    const known = { ...DEPLOYMENT, id: `dep-${n}`, ref: REF, actor: ANN, revision, to: image };
    const relapse = { since: 1, lastAt: 1, died: 1, unhealthy: 0 };
    await this.world.repository.save({
      ...known,
      ...(how === 'failed later' ? { relapse } : {}),
      ...(how === 'left by a rollback'
        ? {
            id: `back-${n}`,
            isRollback: true as const,
            previousRevision: revision,
            from: image,
            to: DEPLOYMENT.to,
            revision: 'x:1',
          }
        : {}),
    });
  }

  private push(tag: string): void {
    const is = `sha256:${`${this.images++}`.padStart(64, '0')}`;
    this.tags.set(tag, is);
    this.there.add(is);
  }

  /** A lifecycle policy deletes an image that does not run. */
  private forget(): void {
    const one = this.pick([...this.there]);
    if (one === undefined || one === this.now.digest) return;
    this.there.delete(one);
    for (const [tag, is] of this.tags) if (is === one) this.tags.delete(tag);
  }

  /** Somebody went back from what runs, to what there was before it. */
  private leave(): void {
    const target = this.expected();
    if (target === undefined) return;
    this.now.how = 'left by a rollback';
    this.now = target;
  }

  private deploy(tag: string, how: Past['how']): Past {
    const one: Past = { revision: `primes-api:${++this.revisions}`, tag, digest: this.tags.get(tag) ?? '', how };
    this.past.push(one);
    if (how !== 'rolled back by ECS') this.now = one;
    return one;
  }

  private pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)]!;
  }
}

const nameOf = ({ revision, digest: is }: Past): string => `${revision} ${is}`;

function containerOf({ tag, digest: is }: Past): EcsContainer {
  return { ...api, image: `${REPOSITORY}:${tag}`, tag, digest: is };
}

it(`names the right version after each of ${HISTORIES} histories`, async () => {
  let found = 0;
  for (let seed = 0; seed < HISTORIES; seed++) {
    const history = new History(randomOf(seed));
    for (let event = 0; event < EVENTS; event++) history.step();
    const expected = history.expected();
    found += expected ? 1 : 0;
    expect([seed, await history.asked()]).toEqual([seed, expected && nameOf(expected)]);
  }
  // Where there is seldom anything to go back to, little was tried.
  expect(found).toBeGreaterThan(HISTORIES / 2);
});
