import { ecsDeployment } from '../observations/spec/ecs-services.fake';
import { ANN, ChangeWorld, digest, REF, REPOSITORY } from '../changes/spec/change-world';
import { UserError } from '../../kernel/user-error';
import type { Finding } from './preflight.types';
import { roomFinding, roomFor } from './room';

const LINUX = (architecture: string) => ({ os: 'LINUX', architecture });

async function found(world: ChangeWorld): Promise<Map<string, Finding>> {
  const { plan } = await world.changes.preview('image', REF, { image: '1.1.0' });
  return new Map((plan.findings ?? []).map((finding) => [finding.check, finding]));
}

describe('room for a deployment, the minimum rounded up and the maximum down', () => {
  it.each([
    [2, 100, 200, 2, 4, 'ok'],
    [2, 100, 100, 2, 2, 'stops'],
    [1, 100, 150, 1, 1, 'stops'],
    [1, 50, 150, 1, 1, 'stops'],
    [1, 0, 100, 0, 1, 'ok'],
    [2, 100, 150, 2, 3, 'ok'],
    [2, 51, 149, 2, 2, 'stops'],
    [3, 50, 100, 2, 3, 'ok'],
    [3, 67, 100, 3, 3, 'stops'],
    [0, 100, 100, 0, 0, 'ok'],
    [10, 100, 109, 10, 10, 'stops'],
    [10, 100, 110, 10, 11, 'ok'],
  ])('of %i tasks, min %i, max %i: at least %i and at most %i, %s', (desired, min, max, least, most, state) => {
    const room = roomFor(desired, { minimumHealthyPercent: min, maximumPercent: max });
    expect(roomFinding(room)).toMatchObject({ state, least, most });
  });
});

describe('before another image is deployed', () => {
  it('finds nothing in the way of what is well, and asks for the image by the digest that was found', async () => {
    const world = new ChangeWorld();
    const all = await found(world);
    expect([...all].map(([check, { state }]) => `${check} ${state}`)).toEqual([
      'image ok',
      'platform ok',
      'room ok',
      'under-way ok',
      'way-back ok',
    ]);
    expect(world.needs.images).toEqual([`${REPOSITORY}@${digest('b')}`]);
  });

  it.each([
    ['LINUX', 'X86_64', [LINUX('ARM64')], 'stops'],
    ['LINUX', 'ARM64', [LINUX('X86_64'), LINUX('ARM64')], 'ok'],
    ['WINDOWS_SERVER_2022_CORE', 'X86_64', [{ os: 'WINDOWS', architecture: 'X86_64' }], 'ok'],
    ['WINDOWS_SERVER_2022_CORE', 'X86_64', [LINUX('X86_64')], 'stops'],
    ['LINUX', 'X86_64', undefined, 'unknown'],
  ])('tasks on %s/%s and an image for %j: %s', async (os, architecture, built, state) => {
    const world = new ChangeWorld();
    world.needs.needed = { ...world.needs.needed, platform: { os, architecture } };
    world.needs.built = built;
    expect((await found(world)).get('platform')).toMatchObject({ state });
  });

  it('cannot tell where the container instances decide', async () => {
    const world = new ChangeWorld();
    world.needs.needed = { roles: [] };
    expect((await found(world)).get('platform')).toMatchObject({ state: 'unknown' });
  });

  it.each([
    [{ circuitBreaker: { on: false, rollback: false } }, { state: 'warning', missing: 'breaker' }],
    [{ circuitBreaker: { on: true, rollback: false } }, { state: 'warning', missing: 'rollback' }],
    [{ deployments: [ecsDeployment({ rollout: 'failed' })] }, { state: 'warning', missing: 'completed' }],
  ])('says where ECS would bring nothing back: %j', async (change, expected) => {
    expect((await found(new ChangeWorld(change))).get('way-back')).toMatchObject(expected);
  });

  it('has a way back where ECS remembers one, though its list does not show it', async () => {
    const world = new ChangeWorld({ deployments: [ecsDeployment({ rollout: 'failed' })] });
    world.history.good = [{ revision: 'primes-api:1', containers: [], finishedAt: 1 }];
    expect((await found(world)).get('way-back')).toEqual({ check: 'way-back', state: 'ok' });
  });

  it('says which deployment alarms are on or gone', async () => {
    const world = new ChangeWorld({ deploymentAlarms: ['errors', 'latency', 'lost'] });
    world.needs.states.set('errors', { state: 'ALARM' }).set('latency', { state: 'OK' });
    expect((await found(world)).get('alarms')).toMatchObject({ state: 'warning', firing: ['errors'], gone: ['lost'] });
  });

  it('names what nobody asks AWS for', async () => {
    const world = new ChangeWorld();
    world.needs.needed = { ...world.needs.needed, roles: ['arn:aws:iam::1:role/task'] };
    expect((await found(world)).get('unasked')).toMatchObject({
      state: 'unknown',
      roles: ['arn:aws:iam::1:role/task'],
    });
  });

  it('tells what is missing from what cannot be asked for, and from what is there', async () => {
    const world = new ChangeWorld();
    world.needs.things = [
      { kind: 'secret', name: 'TOKEN', is: { unknown: 'Denied.' } },
      { kind: 'secret', name: 'DB_PASSWORD', is: 'there' },
      { kind: 'log-group', name: '/ecs/primes', is: 'missing' },
      { kind: 'secret', name: 'KEY', is: { unknown: 'Denied.' } },
    ];
    const { plan } = await world.changes.preview('image', REF, { image: '1.1.0' });
    expect(plan.findings?.filter(({ check }) => check === 'given')).toEqual([
      { check: 'given', kind: 'log-group', state: 'stops', names: ['/ecs/primes'] },
      { check: 'given', kind: 'secret', state: 'unknown', names: ['TOKEN', 'KEY'], why: 'Denied.' },
      { check: 'given', kind: 'secret', state: 'ok', names: ['DB_PASSWORD'] },
    ]);
  });

  it('cannot check what may not be read, which stops nothing', async () => {
    const world = new ChangeWorld({ deploymentAlarms: ['errors'] });
    world.needs.failure = new UserError({ what: 'AWS does not let me.' });
    const states = [...(await found(world)).values()].map(({ check, state }) => `${check} ${state}`);
    expect(states).toEqual([
      'image ok',
      'platform unknown',
      'room ok',
      'under-way ok',
      'way-back ok',
      'alarms unknown',
    ]);
    const request = { ref: REF, wish: { image: '1.1.0' }, actor: ANN, origin: { channel: 'C0OPS' } };
    expect((await world.changes.ask('image', request)).kind).toBe('done');
  });

  it('compares what would be registered with what serves, where that is another revision', async () => {
    const world = new ChangeWorld({
      revision: 'primes-api:2',
      deployments: [
        ecsDeployment({ revision: 'primes-api:2', rollout: 'failed', counts: { desired: 2, running: 0, pending: 0 } }),
        ecsDeployment({ id: 'ecs-svc/0', primary: false, revision: 'primes-api:1' }),
      ],
    });
    world.history.different.set('primes-api:2', [
      { container: 'primes-api', member: 'image', from: '1.0.0', to: '1.1.0' },
      { container: 'primes-api', member: 'environment', names: ['NEW_FLAG'] },
    ]);
    const { plan } = await world.changes.preview('image', REF, { image: '1.1.0' });
    expect(plan.differences).toEqual([{ container: 'primes-api', member: 'environment', names: ['NEW_FLAG'] }]);
    expect(plan.terms.serving).toBe('primes-api:1');
  });
});

describe('what cannot work', () => {
  const asked = { ref: REF, wish: { image: '1.1.0' }, actor: ANN, origin: { channel: 'C0OPS' } };

  it('is refused with why and what to do, and nothing is registered', async () => {
    const world = new ChangeWorld({ room: { minimumHealthyPercent: 100, maximumPercent: 100 } });
    await expect(world.changes.ask('image', asked)).rejects.toMatchObject({
      what: 'Nothing was changed: 1.1.0 cannot run in primes/primes-api.',
      why: 'Of its deployments at least 2 and at most 2 of 2 tasks may run (minimumHealthyPercent 100, maximumPercent 100): ECS may neither stop an old task nor start a new one.',
      next: 'Lower minimumHealthyPercent or raise maximumPercent of the service, or have it run more tasks.',
    });
    expect(world.operate.calls).toEqual([]);
  });

  it.each([
    ['log-group', '/ecs/primes', 'the log group /ecs/primes does not exist', 'awslogs-create-group'],
    ['secret', 'DB_PASSWORD', 'the secret behind DB_PASSWORD does not exist', 'restore it'],
  ] as const)('is refused where a %s is missing', async (kind, name, why, next) => {
    const world = new ChangeWorld();
    world.needs.things = [{ kind, name, is: 'missing' }];
    await expect(world.changes.ask('image', asked)).rejects.toMatchObject({
      why: expect.stringContaining(why) as string,
      next: expect.stringContaining(next) as string,
    });
    expect(world.operate.calls).toEqual([]);
  });

  it('is refused from a button too', async () => {
    const world = new ChangeWorld();
    const { basis, wish } = await world.changes.preview('image', REF, { image: '1.1.0' });
    world.needs.built = [LINUX('ARM64')];
    await expect(world.changes.ask('image', { ...asked, wish, agreed: basis })).rejects.toThrow(
      'The image is built for LINUX/ARM64, and its tasks run on LINUX/X86_64.',
    );
    expect(world.operate.calls).toEqual([]);
  });

  it('is shown to whoever only wants to know', async () => {
    const world = new ChangeWorld({ room: { minimumHealthyPercent: 100, maximumPercent: 100 } });
    const { refusal } = await world.changes.preview('image', REF, { image: '1.1.0' });
    expect(refusal?.message).toContain('cannot run in primes/primes-api');
  });
});
