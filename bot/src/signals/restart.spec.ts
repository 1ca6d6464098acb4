import { Logger } from '@nestjs/common';
import { OutsideRecord } from '../domain/deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../domain/deployments/spec/deployments.in-memory.repository';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { FakeIncidentStore } from '../domain/incidents/spec/incident-store.fake';
import { FakePublisher, recorderBefore } from '../domain/incidents/spec/publisher.fake';
import { InMemoryLeases } from '../kernel/spec/leases.in-memory';
import { ManualClock } from '../kernel/spec/manual-clock';
import type { OutsideService } from '../domain/outside/outside.service';
import { SignalParts } from './signal-parts';
import { SignalPoller } from './signal.poller';
import { Happenings, REF } from './spec/happenings.fake';
import { WatchDuty } from './watch-duty';
import type { WatchedServices } from './watched-services';

const MINUTE = 60_000;

let clock: ManualClock;
let source: Happenings;
let store: FakeIncidentStore;
let said: FakePublisher;
let duty: WatchDuty | undefined;

beforeEach(() => {
  Logger.overrideLogger(false);
  clock = new ManualClock();
  source = new Happenings();
  store = new FakeIncidentStore();
});
afterEach(stop);

/** A bot begins with what is in the store, and asks twice. */
async function start(): Promise<void> {
  said = new FakePublisher();
  const watched = { environments: () => ['default'], of: async () => [REF] } as unknown as WatchedServices;
  const changes = { latest: () => Promise.resolve(undefined) } as never;
  const incidents = new IncidentsService(
    { episodeQuietSeconds: 60 },
    recorderBefore(said, store),
    changes,
    new OutsideRecord(new InMemoryDeploymentRepository()),
  );
  const outside = { look: () => Promise.resolve() } as unknown as OutsideService;
  const poller = new SignalPoller(new SignalParts(watched, source, incidents, outside, clock), clock, {
    pollSeconds: 10,
    insuranceHours: 24,
    watch: [],
  });
  duty = new WatchDuty(new InMemoryLeases(clock), incidents, poller, clock);
  duty.onApplicationBootstrap();
  await clock.advance(15_000);
}

async function stop(): Promise<void> {
  const left = duty?.beforeApplicationShutdown();
  await clock.advance(2000);
  await left;
}

/** The bot is away for so many minutes; `meanwhile` is told when it went. */
async function away(minutes: number, meanwhile: (since: number) => void = () => {}): Promise<void> {
  await stop();
  meanwhile(clock.now());
  await clock.advance(minutes * MINUTE);
  await start();
}

const states = () => said.said.map((one) => (one.kind === 'alarm' ? one.state : one.kind));

/** It goes off while the bot listens. */
async function alarmIsOn(): Promise<string> {
  await start();
  source.alarmed(clock.now(), 'OK', 'ALARM');
  await clock.advance(10_000);
  expect(states()).toEqual(['alarm']);
  return said.keys[0] ?? '';
}

test('what happened while the bot was away is told, each once, where it was no longer ago than ten minutes', async () => {
  await start();
  await away(60, (since) => {
    source.alarmed(since + 5 * MINUTE, 'OK', 'ALARM');
    source.alarmed(since + 6 * MINUTE, 'ALARM', 'OK');
    source.scaled('long ago', since + 45 * MINUTE, 4);
    source.scaled('just now', since + 55 * MINUTE, 6);
    source.alarmed(since + 56 * MINUTE, 'OK', 'ALARM');
    source.alarmed(since + 59.5 * MINUTE, 'ALARM', 'OK');
  });
  expect(states()).toEqual(['scaling', 'alarm', 'calming']);
  expect(said.keys[0]).toBe('scaling:default:just now');
  await away(1);
  expect(states()).toEqual(['ended']);
  await away(1);
  expect(states()).toEqual([]);
});

test('what happened before the environment was first listened to is never told, however soon the bot is back', async () => {
  source.scaled('before', clock.now() - MINUTE, 4);
  source.alarmed(clock.now() - MINUTE, 'OK', 'ALARM');
  await start();
  await away(2);
  expect(states()).toEqual([]);
});

test('an alarm that is on is told once, over any number of restarts, however long ago it went off', async () => {
  await start();
  await away(60, (since) => {
    source.alarmed(since + MINUTE, 'OK', 'ALARM');
    source.standing = [source.transitions[0]!];
  });
  expect(states()).toEqual(['alarm']);
  // CloudWatch need not tell of it to the millisecond as its history does.
  source.standing = [{ ...source.transitions[0]!, id: 'as it stands', at: source.transitions[0]!.at + 3 }];
  for (const minutes of [60, 1]) {
    await away(minutes);
    expect(states()).toEqual([]);
  }
});

test('an alarm that was on and is OK ends when it was, also where nobody heard of that', async () => {
  const key = await alarmIsOn();
  let since = 0;
  await away(60, (left) => {
    since = left + MINUTE;
    source.alarmed(since, 'ALARM', 'OK');
    source.stands.set('high', { state: 'OK', since });
  });
  expect(states()).toEqual(['calming', 'ended']);
  expect(said.said.at(-1)).toMatchObject({ key, endedAt: since, times: 1 });
  await away(1);
  expect(states()).toEqual([]);
});

test('an alarm that was on and is OK for a short time ends as it would have', async () => {
  const key = await alarmIsOn();
  await away(1, (since) => {
    source.alarmed(since + 59_000, 'ALARM', 'OK');
    source.stands.set('high', { state: 'OK', since: since + 59_001 });
  });
  expect(states()).toEqual(['calming']);
  await clock.advance(MINUTE);
  expect(states()).toEqual(['calming', 'ended']);
  expect(said.said.at(-1)).toMatchObject({ key, times: 1 });
});

test('an alarm that was on and has no data goes on', async () => {
  await alarmIsOn();
  await away(60, (since) => source.stands.set('high', { state: 'INSUFFICIENT_DATA', since: since + MINUTE }));
  expect(states()).toEqual(['unknown']);
});

test('an alarm that was on and is gone ends', async () => {
  await alarmIsOn();
  await away(60, () => source.gone.add('high'));
  expect(said.said).toMatchObject([{ state: 'ended', gone: true }]);
});

test('an alarm that was OK again and went off long ago is another episode', async () => {
  const key = await alarmIsOn();
  source.alarmed(clock.now(), 'ALARM', 'OK');
  await clock.advance(10_000);
  expect(states()).toEqual(['alarm', 'calming']);
  await away(60, (since) => {
    source.alarmed(since + 5 * MINUTE, 'OK', 'ALARM');
    source.standing = [source.transitions.at(-1)!];
  });
  expect(states()).toEqual(['ended', 'alarm']);
  expect(said.keys[0]).toBe(key);
  expect(said.keys[1]).not.toBe(key);
});

test('a scaling that was under way is told to its end, whether it ended while the bot was away or later', async () => {
  await start();
  for (const id of ['first', 'second']) source.scaled(id, clock.now(), 4);
  for (const activity of source.activities) activity.status = 'under-way';
  await clock.advance(10_000);
  expect(states()).toEqual(['scaling', 'scaling']);
  await away(60, (since) => {
    source.activities[0] = { ...source.activities[0]!, status: 'done', endedAt: since + MINUTE };
    source.scaled('untold', since - 5 * MINUTE, 4);
  });
  expect(said.said).toMatchObject([{ kind: 'scaling', activity: { id: 'first', status: 'done' } }]);
  source.activities[1] = { ...source.activities[1]!, status: 'failed', endedAt: clock.now() };
  await clock.advance(10_000);
  expect(said.said).toMatchObject([{}, { activity: { id: 'second', status: 'failed' } }]);
});

test('an hour in which nothing happens writes nothing', async () => {
  await alarmIsOn();
  const { commits } = store;
  await clock.advance(60 * MINUTE);
  expect(store.commits).toBe(commits);
});
