import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, api, CAT, ChangeWorld } from '../../domain/changes/spec/change-world';
import { ecsDeployment } from '../../domain/observations/spec/ecs-services.fake';
import { CancelCommand, cancelSpec } from './cancel.command';

beforeAll(() => Logger.overrideLogger(false));

const oom = [{ ...api, image: 'r/primes-api:oom', tag: 'oom' }];
const bad = ecsDeployment({ id: 'ecs-svc/2', revision: 'primes-api:2', containers: oom, rollout: 'in-progress' });
const good = ecsDeployment({ id: 'ecs-svc/1', revision: 'primes-api:1', containers: [api], primary: false });

function room(deployments = [bad, good]) {
  const world = new ChangeWorld({ revision: 'primes-api:2', containers: oom, deployments });
  const chat = new ChangeChat(world);
  const command = new CancelCommand(chat.services, chat.desk, world.clock);
  const cancel = { spec: cancelSpec, run: (...asked: Parameters<CancelCommand['run']>) => command.run(...asked) };
  return { world, chat, cancel: (words: string, actor = ANN) => chat.types(cancel, `cancel ${words}`, actor) };
}

const LABEL = 'Cancel oom, back to 1.0.0';

describe('cancel', () => {
  it('shows what would be ended and what comes back, and does it with one tap', async () => {
    const { world, chat, cancel } = room();
    const { told } = await cancel('primes-api');
    expect(wordsOf(told[0])).toContain('Cancelled, ECS brings back 1.0.0. *Nothing was changed yet.*');
    expect(labelsOf(told[0]!)).toEqual([LABEL, 'Status']);
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.operate.calls).toEqual([]);
    await chat.clicks(told[0], LABEL, CAT);
    expect(world.operate.calls).toEqual(['stop arn:ecs-svc/2 by U0CAT']);
    expect(world.announcements.changes[0]?.origin).toMatchObject({ askedBy: { id: 'U0ANN' }, button: LABEL });
  });

  it('says so where nothing of what ran before runs any more', async () => {
    const { told } = await room([bad]).cancel('primes-api');
    expect(wordsOf(told[0])).toContain('ECS brings back what ran before');
    expect(labelsOf(told[0]!)).toEqual(['Cancel oom', 'Status']);
  });

  it('ends nothing on less than a full name', async () => {
    const { world, cancel } = room();
    const { told } = await cancel('primes');
    expect(labelsOf(told[0]!)).toEqual(['primes/primes-api: oom (under way) → 1.0.0']);
    expect(world.operate.calls).toEqual([]);
  });
});
