import type { AlarmAnnouncement } from '../../domain/incidents/announcement.types';
import type { AnnouncementOutbox, IncidentMemory, Memory } from '../../domain/incidents/incident-memory.port';
import { FakeIncidentStore } from '../../domain/incidents/spec/incident-store.fake';
import { FakePublisher, recorderBefore } from '../../domain/incidents/spec/publisher.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { eachDatabase } from '../spec/databases';
import { StoredAnnouncementOutbox } from './announcement-outbox.repository';
import { StoredIncidentMemory } from './incident-memory.repository';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const LISTENED = { kind: 'listened', name: 'default', value: 1_732_000_000_000 } as const satisfies Memory;
const HIGH = {
  kind: 'alarm',
  name: 'default:high',
  value: { environment: 'default', endedAt: 0, record: { taken: [['high@5:ALARM', 5]] } },
} as const satisfies Memory;

function announced(name: string, state: AlarmAnnouncement['state'] = 'alarm'): AlarmAnnouncement {
  const key = `alarm:default:${name}:5`;
  return { kind: 'alarm', key, ref: REF, state, startedAt: 5, alarm: name, times: 1, peak: 97.2, history: [] };
}

function remembers(open: (clock: ManualClock) => Promise<IncidentMemory>): void {
  it('has each thing by its kind and name as it was saved last, oldest first, until it is forgotten', async () => {
    const clock = new ManualClock(7);
    const memory = await open(clock);
    const other: Memory = { ...LISTENED, name: 'prod' };
    await memory.save([HIGH, LISTENED]);
    await clock.advance(1);
    await memory.save([other]);
    await clock.advance(1);
    const later: Memory = { ...HIGH, value: { ...HIGH.value, endedAt: 9 } };
    await memory.save([later]);
    expect(await memory.load()).toEqual([LISTENED, other, later]);
    const forgotten = { kind: 'alarm', name: 'default', value: undefined } as const;
    await memory.save([forgotten, { ...forgotten, name: HIGH.name }]);
    expect(await memory.load()).toEqual([LISTENED, other]);
  });
}

function keepsWhatIsToBeSaid(open: (clock: ManualClock) => Promise<AnnouncementOutbox>): void {
  it('has the newest state of each key, in the order of the first, until that state is taken out', async () => {
    const clock = new ManualClock(7);
    const outbox = await open(clock);
    for (const name of ['b', 'a']) {
      await outbox.put(announced(name));
      await clock.advance(1);
    }
    await outbox.put(announced('b', 'ended'));
    expect(await outbox.unsaid()).toEqual([announced('b', 'ended'), announced('a')]);
    await outbox.takeOut(announced('b'));
    expect(await outbox.unsaid()).toHaveLength(2);
    await outbox.takeOut(announced('b', 'ended'));
    expect(await outbox.unsaid()).toEqual([announced('a')]);
  });
}

describe('in memory', () => {
  describe('what was heard', () => {
    remembers(async () => new FakeIncidentStore().memory);
  });
  describe('what is to be said', () => {
    keepsWhatIsToBeSaid(async () => new FakeIncidentStore().outbox);
  });
});

eachDatabase((open) => {
  describe('what was heard', () => {
    remembers(async (clock) => new StoredIncidentMemory(await open(), clock));
  });
  describe('what is to be said', () => {
    keepsWhatIsToBeSaid(async (clock) => new StoredAnnouncementOutbox(await open(), clock));
  });

  it('what was heard is not known where what is to be said of it is not, and both are once that can be saved', async () => {
    const [database, clock, publisher] = [await open(), new ManualClock(7), new FakePublisher()];
    publisher.isDown = true;
    const memory = new StoredIncidentMemory(database, clock);
    const outbox = new StoredAnnouncementOutbox(database, clock);
    const put = jest.spyOn(outbox, 'put').mockRejectedValueOnce(new Error('disk full'));
    const recorder = recorderBefore(publisher, { unitOfWork: database, memory, outbox });
    await recorder.record(async () => ({ changes: [HIGH], announcements: [announced('high')] }));
    expect([put.mock.calls.length, publisher.said.length]).toEqual([1, 1]);
    expect(await memory.load()).toEqual([]);
    await recorder.record(async () => ({ changes: [], announcements: [] }));
    expect(await memory.load()).toEqual([HIGH]);
    expect(await outbox.unsaid()).toEqual([announced('high')]);
  });
});
