import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { api, ChangeWorld, digest, REF, REPOSITORY } from '../../domain/changes/spec/change-world';
import { DeploymentPast } from '../../domain/deployments/past.service';
import { ecsDeployment, ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { PromoteCommand, promoteSpec } from './promote.command';

beforeAll(() => Logger.overrideLogger(false));

const STAGING = { ...REF, environment: 'staging' };
const PROD = { ...REF, environment: 'prod' };
const tested = { ...api, image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b') };

function room() {
  const world = new ChangeWorld();
  world.environments.push({ name: 'staging', clusters: [] }, { name: 'prod', clusters: [], isProtected: true });
  world.catalog.names['default'] = [];
  world.add(STAGING, { revision: 'primes-api:7', containers: [tested] });
  world.add(PROD);
  const chat = new ChangeChat(world);
  const past = new DeploymentPast(world.history);
  const command = new PromoteCommand(chat.services, world.deployments, past, world.changes, world.clock);
  const promote = { spec: promoteSpec, run: (...asked: Parameters<PromoteCommand['run']>) => command.run(...asked) };
  return { world, chat, promote: async (words: string) => (await chat.types(promote, `promote ${words}`)).told[0]! };
}

describe('promote', () => {
  it('shows what runs in the one and would in the other, what stays different, and changes nothing', async () => {
    const { world, promote } = room();
    world.history.different.set('primes-api:7', [
      { container: 'primes-api', member: 'image', from: '1.0.0', to: '1.1.0' },
      { container: 'primes-api', member: 'environment', names: ['LOG_LEVEL'] },
    ]);
    const told = await promote('primes-api staging prod');
    expect(told.text).toBe('prod:primes/primes-api: 1.0.0 → 1.1.0? 1.1.0 runs in staging. Nothing was changed yet.');
    const words = wordsOf(told);
    expect(words).toContain(
      'Between staging (`primes-api:7`) and prod (`primes-api:1`) this differs too, and stays so',
    );
    expect(words).toContain('• `primes-api` environment: `LOG_LEVEL`');
    expect(words).not.toContain('• `primes-api` image');
    expect(labelsOf(told)).toEqual(['Deploy 1.1.0 to prod', 'Status']);
    expect(problemsOf(told)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
  });

  it('copies the image by its digest, and nothing else, by the button', async () => {
    const { world, chat, promote } = room();
    const told = await promote('primes-api staging prod');
    await chat.clicks(told, 'Deploy 1.1.0 to prod');
    expect(world.operate.calls).toEqual([
      expect.stringMatching(new RegExp(`^register primes-api:2 of primes-api:1: primes-api=.*@${digest('b')}$`)),
      'update to primes-api:2 by U0ANN',
    ]);
  });

  it('says what runs in both already', async () => {
    const { world, promote } = room();
    await expect(promote('primes-api staging prod2')).rejects.toThrow('There is no environment prod2');
    world.ecs.set(ecsService({ ref: PROD, containers: [tested] }));
    expect((await promote('primes-api staging prod')).text).toContain('already, as staging is. Nothing was changed.');
  });

  it('promotes nothing that does not run yet, and nothing into itself', async () => {
    const { world, promote } = room();
    const rolling = ecsDeployment({ revision: 'primes-api:7', containers: [tested], rollout: 'in-progress' });
    const change = { revision: 'primes-api:7', containers: [tested], deployments: [rolling] };
    world.ecs.set(ecsService({ ref: STAGING, ...change }));
    await expect(promote('primes-api staging prod')).rejects.toThrow('A deployment of it is under way, to 1.1.0.');
    await expect(promote('primes-api staging Staging')).rejects.toThrow('staging is one environment');
  });
});
