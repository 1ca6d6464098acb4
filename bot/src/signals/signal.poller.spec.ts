import { Logger } from '@nestjs/common';
import { OutsideRecord } from '../domain/deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../domain/deployments/spec/deployments.in-memory.repository';
import { IncidentsService } from '../domain/incidents/incidents.service';
import { FakePublisher, recorderBefore } from '../domain/incidents/spec/publisher.fake';
import { NotPermittedError } from '../domain/services/services.errors';
import { InMemoryLeases } from '../kernel/spec/leases.in-memory';
import { ManualClock } from '../kernel/spec/manual-clock';
import type { OutsideService } from '../domain/outside/outside.service';
import { SignalParts } from './signal-parts';
import { SignalPoller } from './signal.poller';
import { Happenings, REF } from './spec/happenings.fake';
import { WatchDuty } from './watch-duty';
import type { WatchedServices } from './watched-services';

let clock: ManualClock;
let source: Happenings;
let said: FakePublisher;
let duty: WatchDuty;
let environments: string[];
let looked: jest.Mock;

beforeEach(() => {
  Logger.overrideLogger(false);
  clock = new ManualClock();
  source = new Happenings();
  said = new FakePublisher();
  environments = ['default'];
  const watched = { environments: () => environments, of: async () => [REF] } as unknown as WatchedServices;
  const changes = { latest: () => Promise.resolve(undefined) } as never;
  const incidents = new IncidentsService(
    { episodeQuietSeconds: 60 },
    recorderBefore(said),
    changes,
    new OutsideRecord(new InMemoryDeploymentRepository()),
  );
  looked = jest.fn(() => Promise.resolve());
  const outside = { look: looked } as unknown as OutsideService;
  const poller = new SignalPoller(new SignalParts(watched, source, incidents, outside, clock), clock, {
    pollSeconds: 10,
    insuranceHours: 24,
    watch: [],
  });
  duty = new WatchDuty(new InMemoryLeases(clock), incidents, poller, clock);
});
afterEach(async () => {
  const left = duty.beforeApplicationShutdown();
  await clock.advance(2000);
  await left;
});

test('what is older than the start is never told, even when it ends after it', async () => {
  source.scaled('before', clock.now() - 5000, 4);
  source.activities[0]!.endedAt = clock.now() + 5000;
  duty.onApplicationBootstrap();
  await clock.advance(30_000);
  expect(said.keys).toEqual([]);
});

test('news that cannot be dealt with is not the last', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(10_000);
  said.failure = new Error('a defect');
  source.scaled('a1', clock.now(), 4);
  await clock.advance(10_000);
  expect(said.keys).toEqual([]);
  source.scaled('a2', clock.now(), 5);
  await clock.advance(10_000);
  expect(said.keys.at(-1)).toContain('a2');
});

test('news is told once, though every poll reaches back over the one before', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(15_000);
  source.scaled('a1', clock.now(), 4);
  await clock.advance(60_000);
  expect(said.keys).toEqual(['scaling:default:a1']);
});

test('what AWS shows late is told all the same', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(60_000);
  source.scaled('late', clock.now() - 45_000, 4);
  await clock.advance(10_000);
  expect(said.keys).toEqual(['scaling:default:late']);
});

test('polls that fail end nothing, and the first that does not catches up with all of them', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(5000);
  source.broken = true;
  source.scaled('a1', clock.now() + 1000, 4);
  await clock.advance(30 * 60_000);
  expect(said.keys).toEqual([]);
  source.broken = false;
  await clock.advance(10_000);
  expect(said.keys).toEqual(['scaling:default:a1']);
});

test('alarms are told though scaling activities may not be read, and the trouble is logged once', async () => {
  const warn = jest.spyOn(Logger.prototype, 'warn');
  source.deniedActivities = new Error('Denied');
  duty.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  await clock.advance(60_000);
  expect(said.said.map(({ kind }) => kind)).toEqual(['alarm']);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('scaling activities of default')]]);
  warn.mockRestore();
});

test('what AWS does not let be heard is told once, what merely fails never, and what was missed when it can be heard', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(5000);
  const cause = { why: '', next: 'Add it.', cause: undefined };
  source.deniedActivities = new NotPermittedError('application-autoscaling:DescribeScalingActivities', cause);
  source.scaled('a1', clock.now(), 4);
  await clock.advance(120_000);
  expect(said.said).toEqual([expect.objectContaining({ kind: 'unheard', feeds: ['scaling activities'] })]);
  source.deniedActivities = undefined;
  await clock.advance(10_000);
  expect(said.said.slice(1)).toEqual([
    expect.objectContaining({ key: said.keys[0], until: expect.any(Number) }),
    expect.objectContaining({ kind: 'scaling' }),
  ]);
});

test('no episode ends while its alarm cannot be heard', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  source.alarmed(clock.now() + 1000, 'ALARM', 'OK');
  await clock.advance(10_000);
  source.broken = true;
  source.alarmed(clock.now() + 20_000, 'OK', 'ALARM');
  await clock.advance(10 * 60_000);
  source.broken = false;
  await clock.advance(10_000);
  const states = said.said.map((announcement) => announcement.kind === 'alarm' && announcement.state);
  expect(states).toEqual(['alarm', 'calming', 'alarm']);
});

test('signals of one poll are told in the order in which they happened', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(1000);
  source.scaled('second', clock.now() + 2000, 6);
  source.scaled('first', clock.now() + 1000, 4);
  source.alarmed(clock.now() + 500, 'OK', 'ALARM');
  await clock.advance(10_000);
  expect(said.said.map(({ kind }) => kind)).toEqual(['alarm', 'scaling', 'scaling']);
  expect(said.keys.slice(1)).toEqual(['scaling:default:first', 'scaling:default:second']);
});

test('an episode ends once the alarm was quiet for long enough, though nothing new happens', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  source.alarmed(clock.now() + 20_000, 'ALARM', 'OK');
  await clock.advance(120_000);
  const states = said.said.map((announcement) => announcement.kind === 'alarm' && announcement.state);
  expect(states).toEqual(['alarm', 'calming', 'ended']);
  expect(new Set(said.keys).size).toBe(1);
});

test('an alarm that was on when the bot started is told once, though AWS could not be asked at once, and ends', async () => {
  const before = clock.now() - 40 * 60_000;
  source.alarmed(before, 'OK', 'ALARM');
  source.standing = [source.transitions[0]!];
  source.broken = true;
  duty.onApplicationBootstrap();
  await clock.advance(30_000);
  expect(said.said).toEqual([]);
  source.broken = false;
  await clock.advance(60_000);
  source.standing = [];
  source.alarmed(clock.now(), 'ALARM', 'OK');
  await clock.advance(120_000);
  const states = said.said.map((announcement) => announcement.kind === 'alarm' && announcement.state);
  expect(states).toEqual(['alarm', 'calming', 'ended']);
  expect(said.said[0]).toMatchObject({ startedAt: before });
  expect(source.standingAsked).toBe(1);
});

test('an alarm that went off just after the start is told once, whoever tells of it', async () => {
  source.alarmed(clock.now() + 1, 'OK', 'ALARM');
  source.standing = [{ ...source.transitions[0]!, at: clock.now() + 3, id: 'as it stands' }];
  duty.onApplicationBootstrap();
  await clock.advance(30_000);
  expect(said.said).toHaveLength(1);
  expect(said.said[0]).toMatchObject({ times: 1 });
});

test('an alarm that was replaced while it was on ends, and whether it exists is asked once a minute at the most', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(60_000);
  expect(source.existenceAsked).toBe(0);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  await clock.advance(120_000);
  expect(source.existenceAsked).toBe(2);
  source.gone.add('high');
  await clock.advance(120_000);
  expect(said.said).toMatchObject([{ state: 'alarm' }, { state: 'ended', gone: true }]);
  expect(source.existenceAsked).toBe(3);
});

test('whether others deploy is looked at with every poll, and what cannot be looked at is no end of it', async () => {
  looked.mockRejectedValueOnce(new Error('the record is away'));
  duty.onApplicationBootstrap();
  await clock.advance(25_000);
  expect(looked.mock.calls.map(([environment, refs]) => [environment, refs])).toEqual(
    [1, 2, 3].map(() => ['default', [REF]]),
  );
});

test('an environment that does not answer delays no other', async () => {
  environments = ['stuck', 'default'];
  source.stuck = 'stuck';
  duty.onApplicationBootstrap();
  await clock.advance(1000);
  source.scaled('a1', clock.now(), 4);
  await clock.advance(20_000);
  expect(said.keys).toEqual(['scaling:default:a1']);
});

test('after a shutdown nothing is asked any more', async () => {
  duty.onApplicationBootstrap();
  await clock.advance(10_000);
  await duty.beforeApplicationShutdown();
  const asked = source.askedSince.length;
  await clock.advance(60_000);
  expect(source.askedSince).toHaveLength(asked);
});
