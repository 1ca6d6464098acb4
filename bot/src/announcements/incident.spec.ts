import { problemsOf } from '../chat/spec/block-kit.fake';
import { Channels } from '../chat/slack/channels';
import { SlackPoster } from '../chat/slack/slack-poster';
import { FakeSlack } from '../chat/spec/slack.fake';
import type { AlarmAnnouncement, ScalingAnnouncement } from '../domain/incidents/announcement.types';
import type { AlarmTransition } from '../domain/incidents/signal.types';
import { ManualClock } from '../kernel/spec/manual-clock';
import { alarmView } from './alarm/alarm.view';
import { IncidentPublisher } from './incident.publisher';
import { scalingView } from './scaling/scaling.view';
import { unheardView } from './unheard/unheard.view';

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
  history: [wentOff],
  ...change,
});
const scaling = (change: Partial<ScalingAnnouncement> = {}): ScalingAnnouncement => ({
  kind: 'scaling',
  key: 'scaling/1',
  ref: REF,
  direction: 'out',
  activity: { kind: 'scaling', id: 'a1', at: NOW, ref: REF, status: 'done', from: 2, to: 4, cause: 'monitor alarm …' },
  why: { kind: 'load', alarm: 'x', metric: 'CPU', above: true, threshold: 60, minutes: 3, readings: [97.2] },
  ...change,
});

describe('what is told of an alarm', () => {
  it('names the service, what was measured, and how it ended', () => {
    expect(alarmView(alarm(), NOW).text).toBe(
      'primes/primes-api: high CPU. CPU was up to 97 % for 3 minutes, target 60 %.',
    );
    const ended = alarm({
      state: 'ended',
      endedAt: NOW + 600_000,
      history: [wentOff, { ...wentOff, to: 'OK', readings: [12] }],
    });
    expect(alarmView(ended, NOW).text).toBe(
      'primes/primes-api: CPU is back to normal. CPU was up to 97 % for 3 minutes, target 60 %. It lasted 10 min.',
    );
    expect([alarm(), ended].flatMap((one) => problemsOf(alarmView(one, NOW)))).toEqual([]);
  });
});

describe('what is told of a scaling activity', () => {
  it('names the service, from and to, and why', () => {
    expect(scalingView(scaling(), NOW).text).toBe(
      'primes/primes-api: scaled out 2 → 4 tasks. CPU was above 60 % for 3 minutes, 97 % at last.',
    );
  });

  it('makes nothing up where it is not known', () => {
    const { from: _, ...activity } = { ...scaling().activity, cause: 'alarm <x>', to: 1 };
    const view = scalingView(scaling({ direction: 'unknown', activity, why: { kind: 'other' } }), NOW);
    expect(view.text).toBe('primes/primes-api: scaled to 1 task. AWS says: alarm &lt;x&gt;');
  });

  it('says when it did not work', () => {
    const activity = { ...scaling().activity, status: 'failed' as const, statusMessage: 'no capacity' };
    expect(JSON.stringify(scalingView(scaling({ activity }), NOW).blocks)).toContain('It failed: no capacity');
  });
});

describe('what is told of news that AWS does not let be heard', () => {
  it('says what is missing here and what to do, and later that it is over', () => {
    const unheard = {
      kind: 'unheard',
      key: 'u',
      environment: 'prod',
      feeds: ['alarms', 'scaling activities'],
      why: 'AWS does not let me call x. Add "x".',
      since: NOW,
    } as const;
    expect(unheardView(unheard, NOW).text).toBe(
      'I cannot tell you of alarms and scaling activities of prod. AWS does not let me call x. Add "x".',
    );
    const over = { ...unheard, environment: 'default', until: NOW + 600_000 };
    expect(unheardView(over, NOW).text).toContain('I hear of alarms and scaling activities again. For 10 min AWS');
    expect([unheard, over].flatMap((one) => problemsOf(unheardView(one, NOW)))).toEqual([]);
  });
});

describe('telling incidents', () => {
  function surroundings(): { slack: FakeSlack; clock: ManualClock; publisher: IncidentPublisher } {
    const [slack, clock] = [new FakeSlack(), new ManualClock()];
    const channels = new Channels(slack.web, clock);
    return {
      slack,
      clock,
      publisher: new IncidentPublisher(
        { alertsChannel: '#alerts' },
        channels,
        new SlackPoster(slack.web, clock),
        clock,
      ),
    };
  }

  it('posts one message for a key and edits that one, also when both come at once', async () => {
    const { slack, publisher } = surroundings();
    await Promise.all([publisher.publish(alarm()), publisher.publish(alarm({ state: 'ended', endedAt: NOW }))]);
    await publisher.publish(alarm({ state: 'ended', endedAt: NOW }));
    await publisher.publish(scaling());
    expect(slack.to('chat.postMessage').map(({ channel, text }) => [channel, String(text).slice(19, 30)])).toEqual([
      ['C0ALERTS1', 'high CPU. C'],
      ['C0ALERTS1', 'scaled out '],
    ]);
    expect(slack.to('chat.update')).toEqual([
      expect.objectContaining({ text: expect.stringContaining('back to normal') }),
    ]);
  });

  it('rejects what it could not say, and says it when it is handed over again', async () => {
    const { slack, clock, publisher } = surroundings();
    slack.next.set('conversations.list', [{ ok: true, channels: [] }]);
    await expect(publisher.publish(alarm())).rejects.toThrow('There is no channel #alerts');
    await clock.advance(200_000);
    slack.next.set('chat.postMessage', [{ ok: false, error: 'not_in_channel' }]);
    await expect(publisher.publish(alarm())).rejects.toThrow('not_in_channel');
    await publisher.publish(alarm());
    expect(slack.to('chat.postMessage')).toHaveLength(2);
  });
});
