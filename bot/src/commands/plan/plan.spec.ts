import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ecsDeployment } from '../../domain/observations/spec/ecs-services.fake';
import { ChangeWorld, digest } from '../../domain/changes/spec/change-world';
import { PlanCommand, planSpec } from './plan.command';

beforeAll(() => Logger.overrideLogger(false));

function room(world = new ChangeWorld()) {
  const chat = new ChangeChat(world);
  const command = new PlanCommand(chat.services, world.changes, world.clock);
  const plan = { spec: planSpec, run: (...asked: Parameters<PlanCommand['run']>) => command.run(...asked) };
  return { world, chat, plan: async (words: string) => (await chat.types(plan, `plan ${words}`)).told[0]! };
}

describe('plan', () => {
  it('says what would change and that nothing stops it, and changes nothing', async () => {
    const { world, plan } = room();
    const told = await plan('primes-api 1.1.0');
    expect(told.text).toBe(
      'primes/primes-api: 1.0.0 → 1.1.0. Nothing stops it. This is the plan alone: nothing was changed.',
    );
    const words = wordsOf(told);
    expect(words).toContain('Image: `1.0.0` `sha256:aaaaaaaaaaaa` → `1.1.0` `sha256:bbbbbbbbbbbb`, pushed ');
    expect(words).toContain('Container: `primes-api`. Revision: `primes-api:1` → the next one of `primes-api`.');
    expect(words).toContain('Everything else stays as it is.');
    expect(words).toContain('✅ There is room: while it goes on at least 2 and at most 4 tasks run, of 2 wanted.');
    expect(problemsOf(told)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
  });

  it('has the button that deploys that very image', async () => {
    const { world, chat, plan } = room();
    const told = await plan('primes-api 1.1.0');
    expect(labelsOf(told)).toEqual(['Deploy 1.1.0', 'Status']);
    world.registry.move('1.1.0', digest('c'));
    await expect(chat.clicks(told, 'Deploy 1.1.0')).rejects.toThrow('1.1.0 is not the image that was meant');
    expect(world.operate.calls).toEqual([]);
  });

  it('deploys with that button where the world is as it was', async () => {
    const { world, chat, plan } = room();
    await chat.clicks(await plan('primes 1.1.0'), 'Deploy 1.1.0');
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:2 by U0ANN');
  });

  it('offers no button for what cannot work, and says what to do', async () => {
    const { plan } = room(new ChangeWorld({ room: { minimumHealthyPercent: 100, maximumPercent: 100 } }));
    const told = await plan('primes-api 1.1.0');
    expect(labelsOf(told)).toEqual(['Status']);
    expect(told.text).toContain('1 thing stops it.');
    expect(wordsOf(told)).toContain('⛔ *Stops it:* Of its deployments at least 2 and at most 2 of 2 tasks may run');
    expect(wordsOf(told)).toContain('Lower minimumHealthyPercent or raise maximumPercent');
  });

  it('warns of what goes wrong badly', async () => {
    const { world, plan } = room(
      new ChangeWorld({ circuitBreaker: { on: false, rollback: false }, deploymentAlarms: ['errors'] }),
    );
    world.needs.states.set('errors', { state: 'ALARM' });
    await world.deploying();
    const words = wordsOf(await plan('primes-api 1.1.0'));
    expect(words).toContain('Nothing stops it, 3 warnings.');
    expect(words).toContain('⚠️ *Warning:* The circuit breaker is off');
    expect(words).toContain('⚠️ *Warning:* `errors` is in ALARM already');
    expect(words).toContain('⚠️ *Warning:* `1.0.0` is being deployed; it was started ');
  });

  it('says what it cannot check, with names and no values', async () => {
    const { world, plan } = room();
    world.needs.built = undefined;
    world.needs.needed = {
      ...world.needs.needed,
      roles: ['arn:aws:iam::123456789012:role/ecs/task'],
    };
    const is = { unknown: 'AWS does not let me.' };
    world.needs.things = [
      { kind: 'secret', name: 'DB_PASSWORD', is },
      { kind: 'log-group', name: '/ecs/primes', is },
      { kind: 'secret', name: 'TOKEN', is: 'there' },
    ];
    const words = wordsOf(await plan('primes-api 1.1.0'));
    expect(words).toContain('❔ *Cannot check:* whether the image fits what the tasks run on.');
    expect(words).toContain('❔ *Cannot check:* whether the log group `/ecs/primes` is there. AWS does not let me.');
    expect(words).toContain('❔ *Cannot check:* whether what the secret `DB_PASSWORD` is read from is there.');
    expect(words).toContain('✅ What the secret `TOKEN` is read from is there.');
    expect(words).toContain('❔ *Cannot check:* whether I may pass `task`');
    expect(words).not.toContain('123456789012:role');
  });

  it('says what else would be otherwise than what serves', async () => {
    const { world, plan } = room(
      new ChangeWorld({
        revision: 'primes-api:2',
        deployments: [
          ecsDeployment({
            revision: 'primes-api:2',
            rollout: 'failed',
            counts: { desired: 2, running: 0, pending: 0 },
          }),
          ecsDeployment({ id: 'ecs-svc/0', primary: false }),
        ],
      }),
    );
    world.history.different.set('primes-api:2', [{ container: 'primes-api', member: 'secrets', names: ['TOKEN'] }]);
    const words = wordsOf(await plan('primes-api 1.1.0'));
    expect(words).toContain('What serves now is `primes-api:1`. Beside the image this would change too:');
    expect(words).toContain('• `primes-api` secrets: `TOKEN`');
  });

  it('has nothing to say of what is so already', async () => {
    const { plan } = room();
    const told = await plan('primes-api 1.0.0');
    expect(told.text).toBe('primes/primes-api is set to 1.0.0 already: there is nothing to change.');
  });

  it('passes at its extremes', async () => {
    const long = 'x'.repeat(255);
    const { world, plan } = room(
      new ChangeWorld({ deploymentAlarms: Array.from({ length: 100 }, (_, n) => `${long}${n}`) }),
    );
    world.needs.things = Array.from({ length: 50 }, (_, n) => ({
      kind: 'secret',
      name: `${long}<!channel>${n}`,
      is: { unknown: `${long}${n}` },
    }));
    const told = await plan('primes-api 1.1.0');
    expect(problemsOf(told)).toEqual([]);
    expect(wordsOf(told)).not.toContain('<!channel>');
  });
});
