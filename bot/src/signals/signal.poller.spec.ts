import { Logger } from '@nestjs/common';
import type { Announcement } from '../domain/incidents/announcement.types';
import { AnnouncementPublisher, SignalSource } from '../domain/incidents/incidents.port';
import { IncidentsService } from '../domain/incidents/incidents.service';
import type { AlarmTransition, ScalingActivity } from '../domain/incidents/signal.types';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { NotPermittedError } from '../domain/services/services.service';
import { ManualClock } from '../kernel/spec/manual-clock';
import { SignalPoller } from './signal.poller';
import type { WatchedServices } from './watched-services';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };

/** AWS's memory of what happened, asked as the adapter would ask it. */
class Happenings extends SignalSource {
  readonly activities: ScalingActivity[] = [];
  readonly transitions: AlarmTransition[] = [];
  readonly askedSince: number[] = [];
  broken = false;
  deniedActivities: Error | undefined;

  override async alarmTransitions(
    _environment: string,
    _refs: ServiceRef[],
    since: number,
  ): Promise<AlarmTransition[]> {
    this.askedSince.push(since);
    if (this.broken) throw new Error('Rate exceeded');
    return this.transitions.filter(({ at }) => at >= since);
  }

  override async scalingActivities(
    _environment: string,
    _refs: ServiceRef[],
    since: number,
  ): Promise<ScalingActivity[]> {
    if (this.deniedActivities) throw this.deniedActivities;
    if (this.broken) throw new Error('Rate exceeded');
    return this.activities.filter(({ at, endedAt }) => (endedAt ?? at) >= since);
  }

  scaled(id: string, at: number, to: number): void {
    this.activities.push({ kind: 'scaling', id, at, ref: REF, status: 'done', to, cause: 'somebody' });
  }

  alarmed(at: number, from: AlarmTransition['from'], to: AlarmTransition['to']): void {
    const id = `high@${at}`;
    this.transitions.push({ kind: 'alarm', id, at, ref: REF, alarm: 'high', from, to, reason: '', readings: [] });
  }
}

class Said extends AnnouncementPublisher {
  readonly announcements: Announcement[] = [];

  override async publish(announcement: Announcement): Promise<void> {
    this.announcements.push(announcement);
  }

  get keys(): string[] {
    return this.announcements.map(({ key }) => key);
  }
}

let clock: ManualClock;
let source: Happenings;
let said: Said;
let poller: SignalPoller;

beforeEach(() => {
  Logger.overrideLogger(false);
  clock = new ManualClock();
  source = new Happenings();
  said = new Said();
  const watched = { environments: () => ['default'], of: async () => [REF] } as unknown as WatchedServices;
  const scaling = { lastRangeSetHere: () => undefined } as never;
  const incidents = new IncidentsService({ episodeQuietSeconds: 60 }, said, scaling);
  poller = new SignalPoller(watched, source, incidents, clock, { pollSeconds: 10, watch: [] });
});
afterEach(() => poller.beforeApplicationShutdown());

test('what is older than the start is never told, even when it ends after it', async () => {
  source.scaled('before', clock.now() - 5000, 4);
  source.activities[0]!.endedAt = clock.now() + 5000;
  poller.onApplicationBootstrap();
  await clock.advance(30_000);
  expect(said.keys).toEqual([]);
});

test('news is told once, though every poll reaches back over the one before', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(15_000);
  source.scaled('a1', clock.now(), 4);
  await clock.advance(60_000);
  expect(said.keys).toEqual(['scaling:default:a1']);
});

test('what AWS shows late is told all the same', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(60_000);
  source.scaled('late', clock.now() - 45_000, 4);
  await clock.advance(10_000);
  expect(said.keys).toEqual(['scaling:default:late']);
});

test('polls that fail end nothing, and the first that does not catches up with all of them', async () => {
  poller.onApplicationBootstrap();
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
  poller.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  await clock.advance(60_000);
  expect(said.announcements.map(({ kind }) => kind)).toEqual(['alarm']);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('scaling activities of default')]]);
  warn.mockRestore();
});

test('what AWS does not let be heard is told once, what merely fails never, and what was missed when it can be heard', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(5000);
  const cause = { why: '', next: 'Add it.', cause: undefined };
  source.deniedActivities = new NotPermittedError('application-autoscaling:DescribeScalingActivities', cause);
  source.scaled('a1', clock.now(), 4);
  await clock.advance(120_000);
  expect(said.announcements).toEqual([expect.objectContaining({ kind: 'unheard', feeds: ['scaling activities'] })]);
  source.deniedActivities = undefined;
  await clock.advance(10_000);
  expect(said.announcements.slice(1)).toEqual([
    expect.objectContaining({ key: said.keys[0], until: expect.any(Number) }),
    expect.objectContaining({ kind: 'scaling' }),
  ]);
});

test('no episode ends while its alarm cannot be heard', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  source.alarmed(clock.now() + 1000, 'ALARM', 'OK');
  await clock.advance(10_000);
  source.broken = true;
  source.alarmed(clock.now() + 20_000, 'OK', 'ALARM');
  await clock.advance(10 * 60_000);
  source.broken = false;
  await clock.advance(10_000);
  const states = said.announcements.map((announcement) => announcement.kind === 'alarm' && announcement.state);
  expect(states).toEqual(['alarm', 'calming', 'alarm']);
});

test('signals of one poll are told in the order in which they happened', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(1000);
  source.scaled('second', clock.now() + 2000, 6);
  source.scaled('first', clock.now() + 1000, 4);
  source.alarmed(clock.now() + 500, 'OK', 'ALARM');
  await clock.advance(10_000);
  expect(said.announcements.map(({ kind }) => kind)).toEqual(['alarm', 'scaling', 'scaling']);
  expect(said.keys.slice(1)).toEqual(['scaling:default:first', 'scaling:default:second']);
});

test('an episode ends once the alarm was quiet for long enough, though nothing new happens', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(1000);
  source.alarmed(clock.now(), 'OK', 'ALARM');
  source.alarmed(clock.now() + 20_000, 'ALARM', 'OK');
  await clock.advance(120_000);
  const states = said.announcements.map((announcement) => announcement.kind === 'alarm' && announcement.state);
  expect(states).toEqual(['alarm', 'calming', 'ended']);
  expect(new Set(said.keys).size).toBe(1);
});

test('after a shutdown nothing is asked any more', async () => {
  poller.onApplicationBootstrap();
  await clock.advance(10_000);
  await poller.beforeApplicationShutdown();
  const asked = source.askedSince.length;
  await clock.advance(60_000);
  expect(source.askedSince).toHaveLength(asked);
});
