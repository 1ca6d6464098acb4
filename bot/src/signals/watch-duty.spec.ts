import { Logger } from '@nestjs/common';
import { OutsideRecord } from '../domain/deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../domain/deployments/spec/deployments.in-memory.repository';
import type { OutsideService } from '../domain/outside/outside.service';
import { SignalParts } from './signal-parts';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { FakeIncidentStore } from '../domain/incidents/spec/incident-store.fake';
import { FakePublisher, recorderBefore } from '../domain/incidents/spec/publisher.fake';
import { InMemoryLeases, SharedTurns } from '../kernel/spec/leases.in-memory';
import { ManualClock } from '../kernel/spec/manual-clock';
import { SignalPoller } from './signal.poller';
import { Happenings, REF } from './spec/happenings.fake';
import { WatchDuty } from './watch-duty';
import type { WatchedServices } from './watched-services';

let clock: ManualClock;
let store: FakeIncidentStore;
let turns: SharedTurns;
beforeEach(() => {
  Logger.overrideLogger(false);
  clock = new ManualClock();
  store = new FakeIncidentStore();
  turns = new SharedTurns();
});

/** One of several bots that share what they remember, before an AWS of its own view. */
function bot() {
  const [source, said, leases] = [new Happenings(), new FakePublisher(), new InMemoryLeases(clock, turns)];
  const watched = { environments: () => ['default'], of: async () => [REF] } as unknown as WatchedServices;
  const changes = { latest: () => Promise.resolve(undefined) } as never;
  const incidents = new IncidentsService(
    { episodeQuietSeconds: 60 },
    recorderBefore(said, store),
    changes,
    new OutsideRecord(new InMemoryDeploymentRepository()),
  );
  const outside = { look: () => Promise.resolve() } as unknown as OutsideService;
  const parts = new SignalParts(watched, source, incidents, outside, clock);
  const poller = new SignalPoller(parts, clock, { pollSeconds: 10, insuranceHours: 24, watch: [] });
  return { source, said, leases, duty: new WatchDuty(leases, incidents, poller, clock) };
}

/** The same happens before the eyes of both. */
function alarmed(...bots: ReturnType<typeof bot>[]): void {
  for (const { source } of bots) source.alarmed(clock.now(), 'OK', 'ALARM');
}

test('one of several bots asks AWS and tells what is new; when it is gone another one goes on with what it knew', async () => {
  const [ann, ben] = [bot(), bot()];
  for (const { duty } of [ann, ben]) duty.onApplicationBootstrap();
  await clock.advance(20_000);
  alarmed(ann, ben);
  await clock.advance(20_000);
  expect([ann.said.keys.length, ben.said.keys.length, ben.source.askedSince.length]).toEqual([1, 0, 0]);
  ann.leases.die();
  await clock.advance(60_000);
  expect(ben.source.askedSince.length).toBeGreaterThan(0);
  expect(ben.said.keys).toEqual([]);
  for (const { source } of [ann, ben]) source.alarmed(clock.now(), 'ALARM', 'OK');
  await clock.advance(90_000);
  expect(new Set([...ann.said.keys, ...ben.said.keys]).size).toBe(1);
  expect(ben.said.said.at(-1)).toMatchObject({ state: 'ended' });
});

test('a bot that has lost its turn asks no more, leaves what is not said, and comes back to what the others told', async () => {
  const [ann, ben] = [bot(), bot()];
  ann.duty.onApplicationBootstrap();
  await clock.advance(20_000);
  ann.said.isDown = true;
  alarmed(ann, ben);
  await clock.advance(10_000);
  ann.leases.lose();
  expect(ann.said.leaves).toBe(1);
  ben.duty.onApplicationBootstrap();
  await clock.advance(1000);
  const asked = ann.source.askedSince.length;
  expect(ben.said.keys).toEqual(ann.said.keys);
  await clock.advance(30_000);
  expect(ann.source.askedSince).toHaveLength(asked);
  ann.said.isDown = false;
  ben.leases.die();
  await clock.advance(30_000);
  expect(ann.source.askedSince.length).toBeGreaterThan(asked);
  expect(ann.said.keys).toHaveLength(1);
});

test('what was known and cannot be read keeps nobody else from watching', async () => {
  const [ann, ben] = [bot(), bot()];
  jest.spyOn(store.memory, 'load').mockRejectedValueOnce(new Error('The database does not answer.'));
  ann.duty.onApplicationBootstrap();
  await clock.advance(0);
  ben.duty.onApplicationBootstrap();
  await clock.advance(1000);
  expect([ann.source.askedSince.length, ben.source.askedSince.length > 0]).toEqual([0, true]);
});
