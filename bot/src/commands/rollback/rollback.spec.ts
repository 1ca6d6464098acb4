import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, api, CAT, ChangeWorld, digest } from '../../domain/changes/spec/change-world';
import { ecsDeployment } from '../../domain/observations/spec/ecs-services.fake';
import type { Difference } from '../../domain/deployments/rollback.types';
import { RollbackCommand, rollbackSpec } from './rollback.command';

beforeAll(() => Logger.overrideLogger(false));

const oom = [{ ...api, image: 'r/primes-api:oom', tag: 'oom', digest: digest('d') }];

function room(differences: Difference[] = []) {
  const deployments = [ecsDeployment({ id: 'ecs-svc/2', revision: 'primes-api:2', containers: oom })];
  const world = new ChangeWorld({ revision: 'primes-api:2', containers: oom, deployments });
  world.history.good = [{ revision: 'primes-api:1', containers: [api], finishedAt: 0 }];
  world.history.different.set('primes-api:1', differences);
  world.operate.known.set('primes-api:1', [api]);
  const chat = new ChangeChat(world);
  const command = new RollbackCommand(chat.services, chat.desk, world.clock);
  const rollback = { spec: rollbackSpec, run: (...asked: Parameters<RollbackCommand['run']>) => command.run(...asked) };
  return { world, chat, rollback: (words: string, actor = ANN) => chat.types(rollback, `rollback ${words}`, actor) };
}

describe('rollback', () => {
  it('shows what would come back and that nothing else changes, and does it with one tap', async () => {
    const { world, chat, rollback } = room();
    const { told } = await rollback('primes-api');
    const words = wordsOf(told[0]);
    expect(words).toContain('*oom → 1.0.0*');
    expect(words).toContain('`1.0.0` `sha256:aaaaaaaaaaaa` (`primes-api:1`) ran before: its deployment succeeded');
    expect(words).toContain('*Nothing was changed yet.*');
    expect(words).toContain('Nothing else would change.');
    expect(labelsOf(told[0]!)).toEqual(['Roll back to 1.0.0', 'Status']);
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
    await chat.clicks(told[0], 'Roll back to 1.0.0', CAT);
    expect(world.operate.calls).toEqual(['update to primes-api:1 by U0CAT']);
    expect(world.announcements.changes[0]).toMatchObject({ kind: 'rollback', origin: { askedBy: { id: 'U0ANN' } } });
  });

  it('says what else would change: of environments and secrets the names', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `NAME_${n}`);
    const { rollback } = room([
      { container: 'app', member: 'environment', names },
      { member: 'cpu', from: '256', to: '512' },
      { container: 'app', member: 'portMappings' },
      { container: 'app', member: 'user', to: '<!channel>' },
      ...Array.from({ length: 9 }, (_, n): Difference => ({ container: `c${n}`, member: 'container', to: `c${n}` })),
    ]);
    const { told } = await rollback('primes-api');
    const words = wordsOf(told[0]);
    expect(words).toContain('• `app` environment: `NAME_0`, `NAME_1`');
    expect(words).toContain('`NAME_7`, and 4 more');
    expect(words).toContain('• cpu: 256 → 512');
    expect(words).toContain('• `app` port mappings');
    expect(words).toContain('user: none → &lt;!channel&gt;');
    expect(words).toContain('…and 3 more');
    expect(problemsOf(told[0]!)).toEqual([]);
  });

  it('goes back on nothing less than a full name', async () => {
    const { world, rollback } = room();
    const { told } = await rollback('primes');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: oom → 1.0.0']);
    expect(world.operate.calls).toEqual([]);
  });

  it('says what is not in the registry any more', async () => {
    const { world, rollback } = room();
    const gone = [{ ...api, tag: '1.0.1', digest: digest('e') }];
    world.history.good = [{ revision: 'primes-api:9', containers: gone, finishedAt: 5 }, ...world.history.good];
    const { told } = await rollback('primes-api');
    expect(wordsOf(told[0])).toContain('`1.0.1` ran well after that, and is not in the registry any more.');
  });
});
