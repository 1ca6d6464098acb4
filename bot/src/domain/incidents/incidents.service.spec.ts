import { Logger } from '@nestjs/common';
import type { AnyChange } from '../changes/change.types';
import { ChangesService } from '../changes/changes.service';
import type { TaskRange } from '../scaling/scaling.types';
import type { ServiceRef } from '../services/service-ref.types';
import { NotPermittedError } from '../services/services.service';
import type { Announcement } from './announcement.types';
import { AnnouncementPublisher } from './incidents.port';
import { IncidentsService } from './incidents.service';
import type { AlarmState, AlarmTransition, ScalingActivity } from './signal.types';

beforeAll(() => Logger.overrideLogger(false));

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const QUIET_SECONDS = 300;

class Publisher extends AnnouncementPublisher {
  readonly said: Announcement[] = [];
  down = false;

  override publish(announcement: Announcement): Promise<void> {
    if (this.down) return Promise.reject(new Error('Slack is down'));
    this.said.push(announcement);
    return Promise.resolve();
  }
}

class Changes extends ChangesService {
  setHere: { range: TaskRange; at: number } | undefined;

  constructor() {
    super({} as never, {} as never, {} as never, {} as never, {} as never);
  }
  override async latest(): Promise<AnyChange | undefined> {
    const { setHere } = this;
    return setHere && ({ kind: 'range', at: setHere.at, plan: { to: setHere.range } } as AnyChange);
  }
}

function world() {
  const publisher = new Publisher();
  const scaling = new Changes();
  const incidents = new IncidentsService({ episodeQuietSeconds: QUIET_SECONDS }, publisher, scaling);
  const states = () =>
    publisher.said.map((said) => {
      if (said.kind === 'unheard') return said.until === undefined ? said.feeds : 'heard';
      return said.kind === 'alarm' ? said.state : said.activity.status;
    });
  const keys = () => new Set(publisher.said.map(({ key }) => key)).size;
  return { publisher, scaling, incidents, states, keys };
}

const seconds = (n: number): number => n * 1000;
function transition(at: number, to: AlarmState, from: AlarmState = to === 'OK' ? 'ALARM' : 'OK'): AlarmTransition {
  const alarm = 'TargetTracking-service/primes/primes-api-AlarmHigh-1';
  return { kind: 'alarm', id: `${at}-${to}`, at: seconds(at), ref: REF, alarm, from, to, reason: '', readings: [] };
}
function activity(change: Partial<ScalingActivity> = {}): ScalingActivity {
  const cause = 'monitor alarm A in state ALARM triggered policy cpu';
  return { kind: 'scaling', id: 'a1', at: 0, ref: REF, status: 'under-way', from: 2, to: 4, cause, ...change };
}

describe('an alarm episode', () => {
  it('is one message, however often the alarm flaps, and ends when it has been OK for long enough', async () => {
    const { incidents, states, keys, publisher } = world();
    for (const [at, to] of [
      [10, 'ALARM'],
      [60, 'OK'],
      [90, 'ALARM'],
      [200, 'OK'],
    ] as const) {
      await incidents.observe(transition(at, to));
    }
    await incidents.settle(seconds(499));
    expect(states()).toEqual(['alarm', 'calming', 'alarm', 'calming']);
    await incidents.settle(seconds(500));
    await incidents.settle(seconds(900));
    expect(states().slice(4)).toEqual(['ended']);
    expect(keys()).toBe(1);
    expect(publisher.said.at(-1)).toMatchObject({ startedAt: seconds(10), endedAt: seconds(200) });
  });

  it('is another one after a long quiet, even if all of it is read in one go', async () => {
    const { incidents, states, keys } = world();
    for (const [at, to] of [
      [10, 'ALARM'],
      [60, 'OK'],
      [360, 'ALARM'],
    ] as const) {
      await incidents.observe(transition(at, to));
    }
    expect(states()).toEqual(['alarm', 'calming', 'ended', 'alarm']);
    expect(keys()).toBe(2);
  });

  it('hears nothing twice, and nothing of one that has ended', async () => {
    const { incidents, states, keys } = world();
    const all = [transition(10, 'ALARM'), transition(60, 'OK')];
    for (const signal of [...all, ...all]) await incidents.observe(signal);
    await incidents.settle(seconds(360));
    for (const signal of [...all, transition(30, 'ALARM')]) await incidents.observe(signal);
    expect(states()).toEqual(['alarm', 'calming', 'ended']);
    expect(keys()).toBe(1);
  });

  it('puts in its place what is read out of order', async () => {
    const { incidents, publisher } = world();
    for (const [at, to] of [
      [10, 'ALARM'],
      [90, 'ALARM'],
      [60, 'OK'],
    ] as const) {
      await incidents.observe(transition(at, to));
    }
    const last = publisher.said.at(-1);
    expect(last).toMatchObject({ state: 'alarm' });
    expect(last?.kind === 'alarm' && last.history.map(({ to }) => to)).toEqual(['ALARM', 'OK', 'ALARM']);
  });

  it('does not begin with OK, and does not end while there is no data', async () => {
    const { incidents, states } = world();
    await incidents.observe(transition(5, 'OK'));
    await incidents.observe(transition(10, 'ALARM'));
    await incidents.observe(transition(60, 'INSUFFICIENT_DATA', 'ALARM'));
    await incidents.settle(seconds(9000));
    expect(states()).toEqual(['alarm', 'unknown']);
  });
});

describe('a scaling activity', () => {
  it('is one message from its beginning to its end, with what was known when it began', async () => {
    const { incidents, states, keys, publisher } = world();
    const trigger = { alarm: 'A', metric: 'CPU', above: true, threshold: 60, minutes: 3, readings: [91, 88, 75] };
    await incidents.observe(activity({ trigger }));
    await incidents.observe(activity({ trigger: { ...trigger, readings: [] } }));
    const { from: _from, ...later } = activity({ status: 'done', endedAt: 9 });
    await incidents.observe(later);
    await incidents.observe(activity());
    expect(states()).toEqual(['under-way', 'done']);
    expect(keys()).toBe(1);
    expect(publisher.said.at(-1)).toMatchObject({
      direction: 'out',
      activity: { from: 2 },
      why: { kind: 'load', ...trigger },
    });
  });

  it.each([
    ['minimum capacity was set to 4', { kind: 'minimum', minimum: 4 }],
    ['maximum capacity was set to 3', { kind: 'maximum', maximum: 3 }],
    ['scheduled action name night was triggered', { kind: 'schedule', name: 'night' }],
    ['something new', { kind: 'other' }],
  ])('whose cause is %p says why', async (cause, why) => {
    const { incidents, publisher } = world();
    await incidents.observe(activity({ cause, from: 4, to: 3 }));
    expect(publisher.said).toMatchObject([{ why, direction: 'in' }]);
  });

  it('is no alert when it carries out a range that was set through the bot, and is one otherwise', async () => {
    const { incidents, scaling, publisher } = world();
    scaling.setHere = { range: { min: 4, max: 10 }, at: 0 };
    const cause = 'minimum capacity was set to 4';
    await incidents.observe(activity({ cause, at: 100 }));
    expect(publisher.said).toEqual([]);
    await incidents.observe(activity({ id: 'a2', cause: 'minimum capacity was set to 5', at: 100 }));
    await incidents.observe(activity({ id: 'a3', cause, at: seconds(301) }));
    expect(publisher.said).toHaveLength(2);
  });
});

it('says again what could not be said, as it is by then', async () => {
  const { incidents, publisher, states } = world();
  publisher.down = true;
  await incidents.observe(transition(10, 'ALARM'));
  await incidents.observe(transition(60, 'OK'));
  await incidents.observe(activity());
  publisher.down = false;
  await incidents.settle(seconds(70));
  await incidents.settle(seconds(71));
  expect(states()).toEqual(['calming', 'under-way']);
});

describe('news that AWS does not let be heard', () => {
  const denial = (action: string) => new NotPermittedError(action, { why: '', next: 'Add it.', cause: undefined });

  it('is said once for each permission that is missing, and once that it is over', async () => {
    const { incidents, states, keys } = world();
    for (const at of [1, 2, 3]) {
      await incidents.denied('default', 'alarms', denial('ecs:ListServices'), at);
      await incidents.denied('default', 'scaling activities', denial('ecs:ListServices'), at);
    }
    expect(states()).toEqual([['alarms'], ['alarms', 'scaling activities']]);
    await incidents.heard('prod', 'alarms', 4);
    await incidents.heard('default', 'alarms', 5);
    await incidents.heard('default', 'scaling activities', 5);
    expect(states().slice(2)).toEqual(['heard']);
    expect(keys()).toBe(1);
    await incidents.denied('default', 'alarms', denial('ecs:ListServices'), 6);
    expect(keys()).toBe(2);
  });
});
