import { Logger } from '@nestjs/common';
import { OutsideRecord } from '../domain/deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../domain/deployments/spec/deployments.in-memory.repository';
import { labelsOf, problemsOf } from '../chat/spec/block-kit.fake';
import { ChangeChat } from '../chat/spec/change-chat';
import { DEPLOYMENT } from '../domain/deployments/spec/rollouts.fake';
import type { EcsContainer } from '../domain/observations/ecs-service.types';
import { ANN, CAT, ChangeWorld, REF } from '../domain/changes/spec/change-world';
import { IncidentsService } from '../domain/incidents/incidents.service';
import type { AlarmTransition, ScalingActivity } from '../domain/incidents/signal.types';
import { FakePublisher, recorderBefore } from '../domain/incidents/spec/publisher.fake';
import { alarmView } from './alarm/alarm.view';
import { scalingView } from './scaling/scaling.view';

beforeAll(() => Logger.overrideLogger(false));

const WENT_OFF: Omit<AlarmTransition, 'at'> = {
  kind: 'alarm',
  id: 't1',
  ref: REF,
  alarm: 'high',
  from: 'OK',
  to: 'ALARM',
  reason: 'Threshold Crossed',
  readings: [97],
};
const ACTIVITY: Omit<ScalingActivity, 'at'> = {
  kind: 'scaling',
  id: 'a1',
  ref: REF,
  status: 'done',
  from: 2,
  to: 4,
  cause: 'monitor alarm high in state ALARM triggered policy cpu',
};

describe('the way back from the last change', () => {
  /** What an alarm or an activity is told as, some seconds after a change was really made. */
  async function after(kind: 'image' | 'desired' | 'range' | 'restart', wish: object) {
    const world = new ChangeWorld();
    const { basis: agreed } = await world.changes.propose(kind, REF, wish);
    const origin = { channel: 'C0OPS' };
    await world.changes.askAs(kind, { ref: REF, wish, actor: ANN, origin, agreed });
    await world.clock.advance(20_000);
    const publisher = new FakePublisher();
    const incidents = new IncidentsService(
      { episodeQuietSeconds: 60 },
      recorderBefore(publisher),
      world.changes,
      new OutsideRecord(new InMemoryDeploymentRepository()),
    );
    const at = world.clock.now() + 1000;
    await incidents.observe({ ...WENT_OFF, at });
    await incidents.observe({ ...ACTIVITY, at });
    const [alarmed, scaled] = publisher.said;
    if (alarmed?.kind !== 'alarm' || scaled?.kind !== 'scaling') throw new Error('That was not told.');
    const [alert, step] = [alarmView(alarmed, at), scalingView(scaled, at)];
    expect([alert, step].flatMap(problemsOf)).toEqual([]);
    return { world, chat: new ChangeChat(world), alarmed, alert, step };
  }
  const LOOKS = ['Status', 'Events'];

  it('is a button, from the world after that change and none other', async () => {
    const { world, chat, alert, step } = await after('image', { image: '1.1.0' });
    expect([alert, step].map(labelsOf)).toEqual([
      [...LOOKS, 'Back to 1.0.0'],
      [...LOOKS, 'Back to 1.0.0'],
    ]);
    const { deployments, containers } = await world.ecs.look(REF);
    const done = deployments.map((one) => ({ ...one, rollout: 'completed' as const }));
    await world.become({ deployments: done, revision: 'primes-api:9' });
    await expect(chat.clicks(alert, 'Back to 1.0.0', CAT)).rejects.toThrow('has changed since this was planned');
    await world.become({ deployments: done, revision: 'primes-api:2', containers });
    await chat.clicks(alert, 'Back to 1.0.0', CAT);
    expect(world.operate.calls.at(-1)).toBe('update to primes-api:3 by U0CAT');
  });

  it('is one from what others deployed, where that came later', async () => {
    const world = new ChangeWorld();
    const others = new InMemoryDeploymentRepository();
    const { deployments, containers } = await world.ecs.look(REF);
    const at = world.clock.now();
    const [from] = containers as EcsContainer[];
    await others.save({
      ...DEPLOYMENT,
      ref: REF,
      actor: { outside: true, name: 'deploy-pipeline', as: 'role' },
      container: from!.name,
      from: from!,
      startedAt: at - 60_000,
    });
    await others.save({ ...DEPLOYMENT, ref: REF, id: 'dep-own', startedAt: at - 1000 });
    const publisher = new FakePublisher();
    const record = new OutsideRecord(others);
    const recorder = recorderBefore(publisher);
    const incidents = new IncidentsService({ episodeQuietSeconds: 60 }, recorder, world.changes, record);
    await incidents.observe({ ...WENT_OFF, at });
    const [alarmed] = publisher.said;
    if (alarmed?.kind !== 'alarm') throw new Error('That was not told.');
    const alert = alarmView(alarmed, at);
    expect(alert.text).toContain('Last change 60 s before: 1.0.0 → 1.1.0, by deploy-pipeline (role).');
    const { digest: _unresolved, ...newer } = { ...from!, tag: '1.1.0', image: from!.image.replace('1.0.0', '1.1.0') };
    const brought = { revision: 'primes-api:2', containers: [newer] };
    await world.become({ ...brought, deployments: deployments.map((one) => ({ ...one, ...brought })) });
    await new ChangeChat(world).clicks(alert, 'Back to 1.0.0', CAT);
    expect(world.operate.calls.at(-1)).toMatch(/^update to primes-api:\d+ by U0CAT$/);
  });

  it('asks first while the deployment still goes on', async () => {
    const { world, chat, alert } = await after('image', { image: '1.1.0' });
    const calls = [...world.operate.calls];
    const { told } = await chat.clicks(alert, 'Back to 1.0.0', CAT);
    expect(told[0]?.text).toContain('This would take its place.');
    expect(world.operate.calls).toEqual(calls);
  });

  it('is offered of a range too, and of a number of tasks where that has not been changed since', async () => {
    const range = await after('range', { range: { min: 4, max: 10 } });
    expect([range.alert, range.step].map(labelsOf)).toEqual([
      [...LOOKS, 'Back to 2-10'],
      [...LOOKS, 'Back to 2-10'],
    ]);
    await range.chat.clicks(range.step, 'Back to 2-10', CAT);
    expect(range.world.aas.calls.at(-1)).toBe('range 2-10 by U0CAT');
    const tasks = await after('desired', { desired: 4 });
    expect([tasks.alert, tasks.step].map(labelsOf)).toEqual([[...LOOKS, 'Back to 2'], LOOKS]);
  });

  it('is offered neither of a restart of the same image nor once the alarm is over', async () => {
    const { alert, step } = await after('restart', {});
    expect([alert, step].map(labelsOf)).toEqual([LOOKS, LOOKS]);
    const { alarmed } = await after('image', { image: '1.1.0' });
    expect(
      labelsOf(alarmView({ ...alarmed, state: 'ended', endedAt: alarmed.startedAt + 9 }, alarmed.startedAt + 9)),
    ).toEqual(LOOKS);
  });
});
