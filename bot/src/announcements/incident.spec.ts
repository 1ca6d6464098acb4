import { problemsOf } from '../chat/spec/block-kit.fake';
import { boardBefore } from '../chat/spec/board.fake';
import { pass } from '../chat/spec/passing';
import { FakeSlack } from '../chat/spec/slack.fake';
import { InMemoryBoardRepository } from '../chat/spec/board.in-memory.repository';
import type { Message } from '../chat/slack/message.types';
import type { AlarmAnnouncement, Announcement, ScalingAnnouncement } from '../domain/incidents/announcement.types';
import type { AlarmTransition } from '../domain/incidents/signal.types';
import { Logger } from '@nestjs/common';
import { ManualClock } from '../kernel/spec/manual-clock';
import { alarmView } from './alarm/alarm.view';
import { IncidentPublisher } from './incident.publisher';
import { scalingView } from './scaling/scaling.view';
import { unheardView } from './unheard/unheard.view';

Logger.overrideLogger(false);

const isOwn = (): boolean => true;
const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const wentOff: AlarmTransition = {
  kind: 'alarm',
  id: 't1',
  at: NOW,
  ref: REF,
  alarm: 'TargetTracking-AlarmHigh',
  from: 'OK',
  to: 'ALARM',
  reason: 'Threshold Crossed',
  readings: [97.2, 80, 71],
  threshold: 60,
  minutes: 3,
};
const alarm = (change: Partial<AlarmAnnouncement> = {}): AlarmAnnouncement => ({
  kind: 'alarm',
  key: 'alarm/1',
  ref: REF,
  state: 'alarm',
  startedAt: NOW,
  alarm: wentOff.alarm,
  times: 1,
  peak: 97.2,
  history: [wentOff],
  ...change,
});
const scaling = (change: Partial<ScalingAnnouncement> = {}): ScalingAnnouncement => ({
  kind: 'scaling',
  key: 'scaling/1',
  ref: REF,
  direction: 'out',
  activity: { kind: 'scaling', id: 'a1', at: NOW, ref: REF, status: 'done', from: 2, to: 4, cause: 'monitor alarm …' },
  why: { kind: 'load', alarm: 'x', metric: 'CPU', above: true, threshold: 60, minutes: 3, readings: [97.2, 80, 71] },
  ...change,
});

const UNHEARD = {
  kind: 'unheard',
  key: 'u',
  environment: 'prod',
  feeds: ['alarms', 'scaling activities'],
  why: 'AWS does not let me call x. Add "x".',
  since: NOW,
} as const;

const LONG = 'TargetTracking-service/primes/primes-api-AlarmHigh-8a8d3ffc-1d0c-4f6e-9a77-5d0a4b4cbb0e';
const details = (view: Message): string => JSON.stringify(view.blocks.filter(({ type }) => type === 'context'));

describe('what is told of an alarm', () => {
  const ended = (change: Partial<AlarmAnnouncement> = {}) =>
    alarm({
      state: 'ended',
      endedAt: NOW + 45_000,
      history: [wentOff, { ...wentOff, to: 'OK', readings: [12] }],
      ...change,
    });

  it('says what was changed just before, and by whom, without calling them', () => {
    const actor = { id: 'U0ANN', name: 'ann' };
    const lastChange = { actor, summary: { from: '1.1.0', to: 'leaky' }, at: NOW - 16_000 };
    const words = 'Last change through me 16 s before: 1.1.0 → leaky, by ann.';
    expect(alarmView(alarm({ lastChange }), NOW).text).toContain(words);
    expect(alarmView(ended({ lastChange }), NOW).text).toContain(words);
    expect(scalingView(scaling({ lastChange }), NOW).text).toContain(words);
    const outside = { ...lastChange, actor: { outside: true, name: 'deploy-pipeline', as: 'role' } as const };
    expect(alarmView(alarm({ lastChange: outside }), NOW).text).toContain(
      'Last change 16 s before: 1.1.0 → leaky, by deploy-pipeline (role).',
    );
  });

  it('says of each number what it is: the window that was measured, and how long the alarm was on', () => {
    expect(alarmView(alarm(), NOW).text).toBe(
      'primes/primes-api: high CPU. CPU was above 60 % in 3 of the last 3 minutes, up to 97 %.',
    );
    expect(alarmView(ended(), NOW).text).toBe(
      'primes/primes-api: CPU is back to normal. CPU was above 60 % in 3 of the last 3 minutes, up to 97 % when the alarm went off. It was in ALARM for 45 s.',
    );
    expect(alarmView(ended({ times: 3 }), NOW).text).toContain('It went off 3 times within 45 s.');
    expect([alarm(), ended()].flatMap((one) => problemsOf(alarmView(one, NOW)))).toEqual([]);
  });

  it('makes up no window that is not known', () => {
    const { threshold: _threshold, ...unknown } = { ...wentOff, readings: [] };
    const { peak: _peak, ...rest } = alarm({ history: [unknown] });
    expect(alarmView(rest, NOW).text).toBe('primes/primes-api: high CPU. CPU was above its target.');
    expect(alarmView({ ...rest, history: [{ ...wentOff, readings: [] }] }, NOW).text).toContain('CPU was above 60 %.');
    const sparse = { ...wentOff, minutes: 15, readings: [90, 50, 80] };
    expect(alarmView(alarm({ history: [sparse] }), NOW).text).toContain(
      'above 60 % in 2 of 3 readings within 15 minutes',
    );
  });

  it('says since when only of what goes on, and the name of the alarm last and short', () => {
    expect(details(alarmView(alarm({ alarm: LONG }), NOW + 60_000))).toMatch(
      /In ALARM since .*Alarm `AlarmHigh-8a8d3ffc…`/,
    );
    expect(details(alarmView(ended({ alarm: LONG }), NOW))).not.toMatch(/since|ago|4f6e/);
    const own = 'cpu-of-the-service-that-everybody-in-the-company-uses';
    expect(details(alarmView(alarm({ alarm: own }), NOW))).toContain('cpu-of-the-service-t…-in-the-company-uses');
  });

  it('does not call it back to normal when the alarm was replaced while it was on', () => {
    const { text } = alarmView(ended({ gone: true }), NOW);
    expect(text).toContain('the alarm for high CPU is gone');
    expect(text).toContain('nobody measured whether that is over');
  });
});

describe('what is told of a scaling activity', () => {
  it('names the service, from and to, and why', () => {
    expect(scalingView(scaling(), NOW).text).toBe(
      'primes/primes-api: scaled out 2 → 4 tasks. CPU was above 60 % in 3 of the last 3 minutes, 97 % at last.',
    );
  });

  it('does not repeat of a second step the window of the first, which is not true of it', () => {
    const why = { ...scaling().why, readings: [] } as ScalingAnnouncement['why'];
    expect(scalingView(scaling({ why }), NOW).text).toBe(
      'primes/primes-api: scaled out 2 → 4 tasks. The alarm for CPU above 60 % was on.',
    );
  });

  it('makes nothing up where it is not known', () => {
    const { from: _, ...activity } = { ...scaling().activity, cause: 'alarm <x>', to: 1 };
    const view = scalingView(scaling({ direction: 'unknown', activity, why: { kind: 'other' } }), NOW);
    expect(view.text).toBe('primes/primes-api: scaled to 1 task. AWS says: alarm &lt;x&gt;');
  });

  it.each([
    ['failed', 'scaling out 2 → 4 tasks failed.'],
    ['unfulfilled', 'scaled out 2 → 4 tasks, but ECS did not get there.'],
    ['overridden', 'scaled out 2 → 4 tasks, and another activity took its place.'],
  ] as const)('says that it was %s in its text and in its blocks', (status, headline) => {
    const activity = { ...scaling().activity, status, statusMessage: 'no capacity' };
    const { text, blocks } = scalingView(scaling({ activity }), NOW);
    expect(text).toContain(headline);
    expect(text).toContain('AWS says: no capacity');
    expect(JSON.stringify(blocks)).toContain('AWS says: no capacity');
  });
});

describe('what is told of news that AWS does not let be heard', () => {
  it('says what is missing here and what to do, and later that it is over', () => {
    expect(unheardView(UNHEARD, NOW).text).toBe(
      'I cannot tell you of alarms and scaling activities of prod. AWS does not let me call x. Add "x".',
    );
    const over = { ...UNHEARD, environment: 'default', until: NOW + 600_000 };
    expect(unheardView(over, NOW).text).toContain('I hear of alarms and scaling activities again. For 10 min AWS');
    expect([UNHEARD, over].flatMap((one) => problemsOf(unheardView(one, NOW)))).toEqual([]);
  });
});

describe('telling incidents', () => {
  function surroundings() {
    const [slack, clock, repository] = [new FakeSlack(), new ManualClock(), new InMemoryBoardRepository()];
    const options = { alertsChannel: '#alerts', serviceChannels: [], isHandedOver: true };
    const publisher = new IncidentPublisher(options, boardBefore(slack, clock, repository), clock);
    return { slack, clock, repository, publisher };
  }

  const { activity } = scaling();
  it.each<[string, Announcement, Announcement]>([
    ['an alarm', alarm(), alarm({ state: 'ended', endedAt: NOW })],
    ['an activity', scaling({ activity: { ...activity, status: 'under-way' } }), scaling()],
    ['what is not heard', UNHEARD, { ...UNHEARD, until: NOW }],
  ])('of %s is remembered as over once it is, and not before', async (_what, going, over) => {
    const { clock, repository, publisher } = surroundings();
    void publisher.publish(going, isOwn);
    await pass(clock, 250);
    expect(await repository.load(going.key)).toMatchObject({ ended: false });
    void publisher.publish(over, isOwn);
    await pass(clock, 2500);
    expect(await repository.load(going.key)).toMatchObject({ ended: true });
  });

  it('draws nothing older over what another bot has shown, though it stood still and has heard of nothing', async () => {
    const { slack, clock, publisher } = surroundings();
    let isHeld = true;
    const held = (): boolean => isHeld;
    void publisher.publish(alarm(), held);
    await pass(clock, 250);
    const told = publisher.publish(alarm({ state: 'ended', endedAt: NOW }), held);
    isHeld = false;
    await pass(clock, 10_000);
    expect(slack.to('chat.update')).toEqual([]);
    expect(await told).toBe(false);
  });

  it('posts one message for a key in the alerts channel, and edits that one', async () => {
    const { slack, clock, publisher } = surroundings();
    void publisher.publish(alarm(), isOwn);
    void publisher.publish(scaling(), isOwn);
    await pass(clock, 250);
    void publisher.publish(alarm({ state: 'ended', endedAt: NOW }), isOwn);
    await pass(clock, 2500);
    expect(slack.to('chat.postMessage').map(({ channel, text }) => [channel, String(text).slice(19, 30)])).toEqual([
      ['C0ALERTS1', 'high CPU. C'],
      ['C0ALERTS1', 'scaled out '],
    ]);
    expect(slack.to('chat.update')).toEqual([
      expect.objectContaining({ text: expect.stringContaining('back to normal') }),
    ]);
  });

  it('edits an activity that fails after it was told', async () => {
    const { slack, clock, publisher } = surroundings();
    void publisher.publish(scaling({ activity: { ...activity, status: 'under-way' } }), isOwn);
    await pass(clock, 250);
    void publisher.publish(
      scaling({ activity: { ...activity, status: 'failed', statusMessage: 'no capacity' } }),
      isOwn,
    );
    await pass(clock, 250);
    expect(slack.to('chat.update')).toMatchObject([{ text: expect.stringContaining('failed') }]);
    expect(slack.to('chat.postMessage')).toHaveLength(1);
  });

  it('resolves once it is said, and where it never can be', async () => {
    const { slack, clock, publisher } = surroundings();
    const told: string[] = [];
    slack.isDown = true;
    void publisher.publish(alarm(), isOwn).then(() => told.push('alarm'));
    await pass(clock, 60_000, 10_000);
    expect(told).toEqual([]);
    slack.isDown = false;
    await pass(clock, 120_000, 10_000);
    expect(told).toEqual(['alarm']);
    slack.next.set('chat.postMessage', [{ ok: false, error: 'is_archived' }]);
    void publisher.publish(scaling(), isOwn).then(() => told.push('scaling'));
    await pass(clock, 1000);
    expect(told).toEqual(['alarm', 'scaling']);
  });

  it('keeps nobody waiting while Slack is down, and then says each as it is by then', async () => {
    const { slack, clock, publisher } = surroundings();
    slack.isDown = true;
    void publisher.publish(alarm(), isOwn);
    void publisher.publish(scaling(), isOwn);
    await pass(clock, 300_000, 10_000);
    void publisher.publish(alarm({ state: 'ended', endedAt: NOW }), isOwn);
    slack.isDown = false;
    await pass(clock, 120_000, 10_000);
    expect(slack.texts('C0ALERTS1')).toEqual([
      expect.stringContaining('back to normal'),
      expect.stringContaining('scaled out'),
    ]);
  });
});
