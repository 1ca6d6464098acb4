import { Episodes } from './episodes';
import type { AlarmStanding, AlarmState, AlarmTransition } from './signal.types';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const QUIET_MS = 300_000;
/** Up to then everything was heard by itself. */
const HEARD_FROM = 1000;

const transition = (at: number, to: AlarmState): AlarmTransition => {
  const id = `high@${at}:${to}`;
  return { kind: 'alarm', id, at, ref: REF, alarm: 'high', from: 'OK', to, reason: '', readings: [80] };
};

/** An alarm that was heard to be on at 500, and is then found to stand otherwise. */
function found(stands: AlarmStanding, last = transition(500, 'ALARM')) {
  const episodes = new Episodes(QUIET_MS);
  episodes.take(transition(500, 'ALARM'));
  episodes.take(last);
  const standing = new Map([['high', stands]]);
  return episodes.compare('default', ['high'], standing, { at: 2000, heardFrom: HEARD_FROM });
}

describe('an alarm that stands otherwise than was heard', () => {
  it('goes on as it stands, from when it did', () => {
    expect(found({ state: 'OK', since: 700 })).toMatchObject([
      { state: 'calming', times: 1, history: [{}, { at: 700 }] },
    ]);
    expect(found({ state: 'INSUFFICIENT_DATA', since: 700 })).toMatchObject([{ state: 'unknown' }]);
    const again = found({ state: 'ALARM', since: 900 }, transition(700, 'INSUFFICIENT_DATA'));
    expect(again).toMatchObject([{ state: 'alarm', times: 2, peak: 80 }]);
  });

  it('is left to what will be heard by itself where that was lately', () => {
    expect(found({ state: 'OK', since: HEARD_FROM })).toEqual([]);
  });

  it('is nothing new where it only was otherwise in between, or the answer is older than what was heard', () => {
    expect(found({ state: 'ALARM', since: 700 })).toEqual([]);
    expect(found({ state: 'OK', since: 499 })).toEqual([]);
    expect(found({ state: 'OK' })).toEqual([]);
  });
});
