import { Logger } from '@nestjs/common';
import type { Lease } from '../../kernel/leases';
import { InMemoryLeases, SharedTurns } from '../../kernel/spec/leases.in-memory';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { OutsideRecord } from '../deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../deployments/spec/deployments.in-memory.repository';
import { IncidentsService } from './incidents.service';
import { FakeIncidentStore } from './spec/incident-store.fake';
import { FakePublisher, recorderBefore } from './spec/publisher.fake';
import type { AlarmState, AlarmTransition, ScalingActivity } from './signal.types';
import { NotPermittedError } from '../services/services.errors';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const seconds = (n: number): number => n * 1000;
const heard = (at: number, to: AlarmState): AlarmTransition => {
  const from = to === 'OK' ? 'ALARM' : 'OK';
  return {
    kind: 'alarm',
    id: `${at}-${to}`,
    at: seconds(at),
    ref: REF,
    alarm: 'high',
    from,
    to,
    reason: '',
    readings: [],
  };
};
const scaled = (change: Partial<ScalingActivity> = {}): ScalingActivity => {
  return { kind: 'scaling', id: 'a1', at: 1, ref: REF, status: 'under-way', from: 2, to: 4, cause: '', ...change };
};

let store: FakeIncidentStore;
let publisher: FakePublisher;
let incidents: IncidentsService;
let turns: SharedTurns;
let leases: InMemoryLeases;

async function leaseOf(bot: InMemoryLeases): Promise<Lease> {
  const taken = await bot.take('watch');
  if ('lease' in taken) return taken.lease;
  throw new Error('Somebody else watches.');
}

/** The process ends, and another one begins with what is in the store. */
async function restart(): Promise<void> {
  await settled();
  publisher = new FakePublisher();
  const changes = { latest: () => Promise.resolve(undefined) } as never;
  incidents = new IncidentsService(
    { episodeQuietSeconds: 300 },
    recorderBefore(publisher, store),
    changes,
    new OutsideRecord(new InMemoryDeploymentRepository()),
  );
  turns = new SharedTurns();
  leases = new InMemoryLeases(new ManualClock(), turns);
  await incidents.resume(await leaseOf(leases));
}

/** What was said is taken out of the store. */
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const states = () => publisher.said.map((said) => (said.kind === 'alarm' ? said.state : said.kind));

let errors: jest.SpyInstance;
beforeEach(async () => {
  Logger.overrideLogger(false);
  errors = jest.spyOn(Logger.prototype, 'error');
  store = new FakeIncidentStore();
  await restart();
});
afterEach(() => jest.restoreAllMocks());

describe('after a restart', () => {
  it('an episode goes on under its key, with all that was heard of it', async () => {
    await incidents.observe(heard(10, 'ALARM'));
    const [{ key } = { key: '' }] = publisher.said;
    await restart();
    expect(incidents.isOn('default', 'high')).toBe(true);
    await incidents.observe(heard(10, 'ALARM'), heard(60, 'OK'), heard(90, 'ALARM'));
    expect(states()).toEqual(['calming', 'alarm']);
    expect(publisher.said.at(-1)).toMatchObject({ key, times: 2, startedAt: seconds(10) });
  });

  it('nothing of an episode that has ended is told again', async () => {
    await incidents.observe(heard(10, 'ALARM'), heard(60, 'OK'));
    await incidents.settle(seconds(400));
    await restart();
    await incidents.observe(heard(10, 'ALARM'), heard(30, 'ALARM'), heard(60, 'OK'));
    expect(publisher.said).toEqual([]);
  });

  it('a scaling activity is told to its end, with what was known when it began', async () => {
    await incidents.observe(scaled());
    await restart();
    expect(incidents.underWay('default')).toEqual([expect.objectContaining({ id: 'a1' })]);
    expect(incidents.underWay('prod')).toEqual([]);
    const { from: _from, ...end } = scaled({ status: 'done', endedAt: 9 });
    await incidents.observe(scaled(), end);
    expect(publisher.said).toMatchObject([{ activity: { status: 'done', from: 2 } }]);
  });

  it('what AWS does not let be heard is not told again, and is when it is over', async () => {
    const denial = new NotPermittedError('ecs:ListServices', { why: '', next: 'Add it.', cause: undefined });
    await incidents.denied('default', 'alarms', denial, 1);
    await restart();
    await incidents.denied('default', 'alarms', denial, 2);
    expect(publisher.said).toEqual([]);
    await incidents.heard('default', 'alarms', 3);
    expect(publisher.said).toMatchObject([{ kind: 'unheard', since: 1, until: 3 }]);
  });

  it('since when an environment is listened to is known: the first time ever', async () => {
    expect(await incidents.listen('default', 5)).toBeUndefined();
    await restart();
    expect(await incidents.listen('default', 9)).toBe(5);
    await restart();
    expect(await incidents.listen('default', 12)).toBe(5);
    expect(await incidents.listen('prod', 12)).toBeUndefined();
  });
});

test('whenever the process ends, an episode is told to its end under one key', async () => {
  const signals = [heard(10, 'ALARM'), heard(60, 'OK')];
  /** AWS tells the next process again what happened lately. */
  const hearAll = async (): Promise<void> => {
    for (const signal of signals) await incidents.observe(signal);
    await incidents.settle(seconds(400));
  };
  for (let moments = 1; moments < 24; moments++) {
    store = new FakeIncidentStore();
    await restart();
    store.momentsLeft = moments;
    void hearAll();
    await settled();
    const { said } = publisher;
    store.momentsLeft = Number.POSITIVE_INFINITY;
    await restart();
    await hearAll();
    await settled();
    const told = [...said, ...publisher.said];
    expect(new Set(told.map(({ key }) => key)).size).toBe(1);
    expect(told.at(-1)).toMatchObject({ state: 'ended' });
    expect(store.toBeSaid).toEqual([]);
  }
});

describe('what is to be said', () => {
  it('is said by the next process where this one did not get to it, in its newest state', async () => {
    publisher.isDown = true;
    await incidents.observe(heard(10, 'ALARM'));
    await incidents.observe(scaled());
    await incidents.observe(heard(60, 'OK'));
    await restart();
    expect(states()).toEqual(['calming', 'scaling']);
    await settled();
    await restart();
    expect(publisher.said).toEqual([]);
  });

  it('stays to be said where only an older state of it was', async () => {
    let tell = (): void => {};
    publisher.publish = () => new Promise((resolve) => (tell = () => resolve(true)));
    await incidents.observe(heard(10, 'ALARM'));
    const first = tell;
    await incidents.observe(heard(60, 'OK'));
    first();
    await settled();
    expect(store.toBeSaid).toMatchObject([{ state: 'calming' }]);
    tell();
    await settled();
    expect(store.toBeSaid).toEqual([]);
  });

  it('is taken out also where it was said while an older state of it was being taken out', async () => {
    const tells: (() => void)[] = [];
    publisher.publish = () => new Promise((resolve) => tells.push(() => resolve(true)));
    await incidents.observe(heard(10, 'ALARM'));
    await incidents.observe(heard(60, 'OK'));
    let go = (): void => {};
    const takeOut = store.outbox.takeOut.bind(store.outbox);
    jest.spyOn(store.outbox, 'takeOut').mockImplementationOnce(async (older) => {
      await new Promise<void>((resolve) => (go = resolve));
      return takeOut(older);
    });
    for (const tell of tells) {
      tell();
      await settled();
    }
    go();
    await settled();
    expect(store.toBeSaid).toEqual([]);
  });

  it('is saved before it is handed on', async () => {
    const before: number[] = [];
    publisher.publish = async () => before.push(store.toBeSaid.length) > 0;
    await incidents.observe(heard(10, 'ALARM'));
    expect(before).toEqual([1]);
  });
});

describe('a store that fails', () => {
  it('hides nothing, says so once, and has everything once it can be written again', async () => {
    store.isFull = true;
    await incidents.observe(heard(10, 'ALARM'));
    await incidents.settle(seconds(20));
    await incidents.observe(heard(60, 'OK'));
    expect(states()).toEqual(['alarm', 'calming']);
    expect(errors.mock.calls).toEqual([[expect.stringContaining('could not be saved'), expect.any(Error)]]);
    store.isFull = false;
    await incidents.settle(seconds(70));
    await restart();
    await incidents.observe(heard(10, 'ALARM'), heard(60, 'OK'));
    expect(publisher.said).toEqual([]);
  });

  it('knows nothing of what was heard where it does not know what is to be said of it', async () => {
    store.outbox.put = () => Promise.reject(new Error('disk full'));
    await incidents.observe(heard(10, 'ALARM'));
    expect(states()).toEqual(['alarm']);
    expect(store.known).toEqual([]);
  });

  it('does not say an older state again that it has, after a newer one was said', async () => {
    publisher.isDown = true;
    await incidents.observe(heard(10, 'ALARM'));
    publisher.isDown = false;
    store.isFull = true;
    await incidents.observe(heard(60, 'OK'));
    await settled();
    store.isFull = false;
    await incidents.settle(seconds(70));
    expect(store.toBeSaid).toEqual([]);
  });
});

describe('what is written', () => {
  it('is nothing where nothing is new', async () => {
    await incidents.observe(heard(10, 'ALARM'), scaled());
    await settled();
    const { commits } = store;
    await incidents.observe(heard(10, 'ALARM'), scaled());
    for (let at = 11; at < 300; at++) await incidents.settle(seconds(at), 'default');
    await incidents.heard('default', 'alarms', 12);
    await incidents.listen('default', 12);
    await incidents.listen('default', 13);
    expect(store.commits).toBe(commits + 1);
    await restart();
    await incidents.settle(seconds(300));
    expect(store.commits).toBe(commits + 1);
  });

  it('is forgotten with what is forgotten', async () => {
    await incidents.observe(heard(10, 'ALARM'), heard(60, 'OK'), scaled({ status: 'done', endedAt: 9 }));
    expect(store.known).toEqual(['alarm default:high', 'activity default:a1']);
    await incidents.settle(seconds(4000));
    expect(store.known).toEqual(['alarm default:high']);
    await incidents.settle(seconds(100_000));
    expect(store.known).toEqual([]);
  });

  it('is never half of what one hears, whoever is heard of meanwhile', async () => {
    let answer = (): void => {};
    const changes = { latest: () => new Promise((resolve) => (answer = () => resolve(undefined))) } as never;
    incidents = new IncidentsService(
      { episodeQuietSeconds: 300 },
      recorderBefore(publisher, store),
      changes,
      new OutsideRecord(new InMemoryDeploymentRepository()),
    );
    const observed = incidents.observe(scaled());
    const other = incidents.listen('prod', 5);
    await settled();
    expect(store.known).toEqual([]);
    answer();
    await Promise.all([observed, other]);
    expect(store.known).toEqual(['activity default:a1', 'listened prod']);
  });
});

describe('a bot among others', () => {
  const watchers = async () => {
    const [clock, shared] = [new ManualClock(), new SharedTurns()];
    const bots = [new InMemoryLeases(clock, shared), new InMemoryLeases(clock, shared)] as const;
    const watching = async (bot: InMemoryLeases) => {
      const said = new FakePublisher();
      const changes = { latest: () => Promise.resolve(undefined) } as never;
      const service = new IncidentsService(
        { episodeQuietSeconds: 300 },
        recorderBefore(said, store),
        changes,
        new OutsideRecord(new InMemoryDeploymentRepository()),
      );
      return { said, service, watch: async () => service.resume(await leaseOf(bot)) };
    };
    return { bots, first: await watching(bots[0]), second: await watching(bots[1]) };
  };

  it('knows what the one heard that watched before, and says what that one did not get to say', async () => {
    const { bots, first, second } = await watchers();
    await first.watch();
    first.said.isDown = true;
    await first.service.observe(heard(10, 'ALARM'));
    bots[0].lose();
    first.service.leave();
    await second.watch();
    await settled();
    expect(second.said.keys).toEqual(first.said.keys);
    expect(store.toBeSaid).toEqual([]);
    await second.service.observe(heard(10, 'ALARM'));
    expect(second.said.keys).toHaveLength(1);
  });

  it('saves nothing and says nothing once another one watches', async () => {
    const { bots, first, second } = await watchers();
    await first.watch();
    bots[0].lose();
    await second.watch();
    const before = store.known;
    await first.service.observe(heard(10, 'ALARM'));
    await settled();
    expect([first.said.keys, store.known, store.toBeSaid]).toEqual([[], before, []]);
    expect(errors).not.toHaveBeenCalled();
    await second.service.observe(heard(10, 'ALARM'));
    expect(second.said.keys).toHaveLength(1);
  });

  it('knows nothing of its own old days when it watches again', async () => {
    const denial = new NotPermittedError('ecs:ListServices', { why: '', next: 'Add it.', cause: undefined });
    const { bots, first, second } = await watchers();
    await first.watch();
    await first.service.observe(heard(10, 'ALARM'));
    await first.service.denied('default', 'alarms', denial, 11);
    bots[0].lose();
    await second.watch();
    await second.service.observe(heard(60, 'OK'));
    await second.service.settle(seconds(60 + 300));
    await second.service.heard('default', 'alarms', 70);
    await settled();
    bots[1].lose();
    await first.watch();
    expect(first.service.isOn('default', 'high')).toBe(false);
    await first.service.settle(seconds(60 + 600));
    await first.service.heard('default', 'alarms', 700);
    expect(first.said.said).toMatchObject([{ kind: 'alarm' }, { kind: 'unheard' }]);
  });

  it('says nothing that it could not save, for the next to watch would say it again, until it can', async () => {
    const { first } = await watchers();
    await first.watch();
    store.isFull = true;
    await first.service.observe(heard(10, 'ALARM'));
    expect(first.said.keys).toEqual([]);
    store.isFull = false;
    await first.service.settle(seconds(11));
    expect(first.said.keys).toHaveLength(1);
  });
});
