import type { AnyChange, RecentChange } from '../changes/change.types';
import { OutsideRecord } from '../deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../deployments/spec/deployments.in-memory.repository';
import { ChangesService } from '../changes/changes.service';
import type { TaskRange } from '../scaling/scaling.types';
import type { ServiceRef } from '../services/service-ref.types';
import { NotPermittedError } from '../services/services.errors';
import { Activities } from './activities';
import { NOTHING_TAKEN, withTaken } from './alarm-record';
import { Episodes } from './episodes';
import { IncidentsService } from './incidents.service';
import type { AlarmState, AlarmTransition, ScalingActivity } from './signal.types';
import { FakePublisher, recorderBefore } from './spec/publisher.fake';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const QUIET_SECONDS = 300;

class Changes extends ChangesService {
  setHere: { range: TaskRange; at: number } | undefined;
  isUnreadable = false;

  constructor() {
    super({} as never, {} as never, {} as never, {} as never, {} as never);
  }
  /** What was made of any kind. */
  made: RecentChange | undefined;

  override async latest(
    _ref: unknown,
    kinds?: readonly string[],
    until = Number.POSITIVE_INFINITY,
  ): Promise<AnyChange | undefined> {
    const { setHere } = this;
    if (this.isUnreadable) throw new Error('disk full');
    if (kinds === undefined) return this.made && this.made.at <= until ? (this.made as AnyChange) : undefined;
    return setHere && ({ kind: 'range', at: setHere.at, plan: { to: setHere.range } } as AnyChange);
  }
}

function world() {
  const publisher = new FakePublisher();
  const scaling = new Changes();
  const incidents = new IncidentsService(
    { episodeQuietSeconds: QUIET_SECONDS },
    recorderBefore(publisher),
    scaling,
    new OutsideRecord(new InMemoryDeploymentRepository()),
  );
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

describe('what was changed just before', () => {
  const MINUTE = seconds(60);
  const made = { actor: { id: 'U0ANN', name: 'ann' }, summary: { from: '1.1.0', to: 'leaky' }, at: seconds(1000) };
  const told = async (first: number, ...more: number[]) => {
    const { incidents, publisher, scaling } = world();
    scaling.made = made;
    for (const at of [first, ...more]) await incidents.observe(transition(at, 'ALARM'));
    await incidents.observe(activity({ at: seconds(first) }));
    return publisher.said.map((said) => (said.kind === 'unheard' ? undefined : said.lastChange));
  };

  it('is told with an alarm and a scaling activity, and stays with the alarm', async () => {
    expect(await told(1016)).toEqual([made, made]);
    const { incidents, publisher, scaling } = world();
    scaling.made = made;
    await incidents.observe(transition(1016, 'ALARM'));
    scaling.made = undefined;
    await incidents.observe(transition(1060, 'OK'));
    await incidents.settle(seconds(2000));
    expect(publisher.said.map((said) => said.kind === 'alarm' && said.lastChange)).toEqual([made, made, made]);
  });

  it('is nothing that was changed after it, or long before, or that cannot be read', async () => {
    expect(await told(999)).toEqual([undefined, undefined]);
    expect(await told((made.at + 31 * MINUTE) / 1000)).toEqual([undefined, undefined]);
    const { incidents, publisher, scaling } = world();
    scaling.isUnreadable = true;
    await incidents.observe(transition(1016, 'ALARM'));
    expect(publisher.said).toEqual([expect.not.objectContaining({ lastChange: expect.anything() as unknown })]);
  });
});

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

  it.each(['failed', 'unfulfilled', 'overridden'] as const)(
    'that was begun and is then %s says so under the same key',
    async (status) => {
      const { incidents, states, keys } = world();
      await incidents.observe(activity());
      await incidents.observe(activity({ status, statusMessage: 'no capacity', endedAt: 9 }));
      expect(states()).toEqual(['under-way', status]);
      expect(keys()).toBe(1);
    },
  );

  it('is told when nobody can say whether its range was set through the bot', async () => {
    const { incidents, scaling, states } = world();
    scaling.isUnreadable = true;
    await incidents.observe(activity({ cause: 'minimum capacity was set to 4' }));
    expect(states()).toEqual(['under-way']);
  });

  it('is told though its range was set through the bot when it fails', async () => {
    const { incidents, scaling, states } = world();
    scaling.setHere = { range: { min: 4, max: 10 }, at: 0 };
    const cause = 'minimum capacity was set to 4';
    await incidents.observe(activity({ cause, at: 100 }));
    await incidents.observe(activity({ cause, at: 100, status: 'failed' }));
    expect(states()).toEqual(['failed']);
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

describe('an alarm that is deleted or replaced while it is on', () => {
  const ALARM = transition(10, 'ALARM').alarm;
  const asked = (at: number) => ({ at: seconds(at), heardFrom: 0 });

  it('ends its episode, and says why', async () => {
    const { incidents, publisher, states } = world();
    await incidents.observe(transition(10, 'ALARM'));
    expect(incidents.waitedFor('prod')).toEqual([]);
    const waitedFor = incidents.waitedFor('default');
    expect(waitedFor).toEqual([ALARM]);
    await incidents.compare('default', waitedFor, new Map([[ALARM, { state: 'ALARM' }]]), asked(20));
    await incidents.compare('default', waitedFor, new Map(), asked(30));
    await incidents.compare('default', waitedFor, new Map(), asked(40));
    expect(states()).toEqual(['alarm', 'ended']);
    expect(publisher.said.at(-1)).toMatchObject({ gone: true, endedAt: seconds(30) });
    expect(incidents.waitedFor('default')).toEqual([]);
  });

  it('is waited for while there is no data, and not once it is OK', async () => {
    const { incidents } = world();
    await incidents.observe(transition(10, 'ALARM'));
    await incidents.observe(transition(20, 'INSUFFICIENT_DATA', 'ALARM'));
    expect(incidents.waitedFor('default')).toEqual([ALARM]);
    await incidents.observe(transition(30, 'OK'));
    expect(incidents.waitedFor('default')).toEqual([]);
    await incidents.compare('default', [ALARM], new Map(), asked(40));
    await incidents.settle(seconds(400));
    expect(incidents.waitedFor('default')).toEqual([]);
  });
});

describe('what is remembered', () => {
  const QUIET_MS = QUIET_SECONDS * 1000;

  it('of an alarm that never goes off does not grow with how often it is heard of', () => {
    let record = NOTHING_TAKEN;
    for (let at = 0; at < 20_000; at++) record = withTaken(record, transition(at, 'OK')) ?? NOTHING_TAKEN;
    expect(record.taken.length).toBeGreaterThanOrEqual(100);
    expect(record.taken.length).toBeLessThanOrEqual(200);
    for (const at of [19_999, 19_000, 5]) expect(withTaken(record, transition(at, 'OK'))).toBeUndefined();
  });

  it('of an episode is its first and its newest transitions, how often it went off, and the highest reading', async () => {
    const { incidents, publisher, keys } = world();
    for (let at = 1; at < 2001; at += 2) {
      await incidents.observe({ ...transition(at, 'ALARM'), readings: [at === 501 ? 99 : 70] });
      await incidents.observe(transition(at + 1, 'OK'));
    }
    const last = publisher.said.at(-1);
    expect(last).toMatchObject({ kind: 'alarm', times: 1000, peak: 99, startedAt: seconds(1), state: 'calming' });
    const history = last?.kind === 'alarm' ? last.history : [];
    expect(history.length).toBeLessThanOrEqual(50);
    expect([history[0]?.at, history.at(-1)?.at]).toEqual([seconds(1), seconds(2000)]);
    expect(keys()).toBe(1);
  });

  it('of alarms that were renamed away is forgotten after a day', () => {
    const episodes = new Episodes(QUIET_MS);
    for (let n = 0; n < 500; n++) episodes.take({ ...transition(n, 'OK'), alarm: `high-${n}` });
    episodes.take(transition(1, 'ALARM'));
    episodes.settle(seconds(100_000));
    expect(episodes.size).toBe(1);
    expect(episodes.waitedFor('default')).toHaveLength(1);
  });

  it('of activities is what a poll may still bring again', () => {
    const activities = new Activities();
    for (let n = 0; n < 5000; n++) activities.take(activity({ id: `a${n}`, at: seconds(n), status: 'done' }));
    expect(activities.size).toBe(2000);
    activities.take(activity({ id: 'slow', at: seconds(5000) }));
    activities.settle(seconds(5000 + 3601));
    expect(activities.size).toBe(1);
    expect(activities.take(activity({ id: 'slow', at: seconds(5000) }))).toBeUndefined();
    activities.settle(seconds(100_000));
    expect(activities.size).toBe(0);
  });
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
