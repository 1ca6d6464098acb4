import { LogUnreadableError } from './logs.errors';
import { LogsService } from './logs.service';
import type { LoggedContainer } from './logs.types';
import { FakeContainerLogs } from './spec/container-logs.fake';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const of = (task: string, container = 'app'): LoggedContainer => ({
  ref: REF,
  task,
  revision: 'primes-api:1',
  container,
});
const line = (at: number, text: string) => ({ at, text });

function room() {
  const logs = new FakeContainerLogs();
  return { logs, service: new LogsService(logs) };
}

describe('the end of a log', () => {
  it('is shown without secrets, colours and what turns the direction of writing', async () => {
    const { logs, service } = room();
    logs.write('a', [line(1, '\u001b[31mfailed\u001b[0m: password=hunter2\u202e\r')]);
    expect(await service.tail(of('a'), { lines: 5 })).toEqual({
      lines: [line(1, 'failed: password=•••')],
      earlier: false,
    });
  });

  it('has only lines with what is looked for in them, which tells nothing of a secret', async () => {
    const { logs, service } = room();
    logs.write('a', [line(1, 'ERROR one'), line(2, 'fine'), line(3, 'password=error')]);
    const { lines } = await service.tail(of('a'), { lines: 5, has: 'error' });
    expect(lines.map(({ at }) => at)).toEqual([1]);
  });

  it('is a sentence where it cannot be read', async () => {
    const { logs, service } = room();
    logs.write('a', new LogUnreadableError('app', { why: 'Its log driver is splunk' }));
    expect(await service.last(of('a'), { lines: 5 })).toEqual({
      unknown: 'I cannot read the log of app. Its log driver is splunk.',
    });
    await expect(service.tail(of('a'), { lines: 5 })).rejects.toThrow(LogUnreadableError);
  });
});

describe('the logs of several tasks', () => {
  it('are one by time, the newest last and no more than were asked for', async () => {
    const { logs, service } = room();
    logs.write('a', [line(1, 'a1'), line(4, 'a4'), line(6, 'a6')]).write('b', [line(2, 'b2'), line(5, 'b5')]);
    const merged = await service.merged([of('a'), of('b')], { lines: 3 });
    expect(merged.lines.map(({ task, text }) => [task, text])).toEqual([
      ['a', 'a4'],
      ['b', 'b5'],
      ['a', 'a6'],
    ]);
    expect(merged).toMatchObject({ earlier: true, unread: [], skipped: 0 });
  });

  it('say each reason once why some cannot be read, and have the others', async () => {
    const { logs, service } = room();
    const denied = new Error('AWS does not let me call logs:GetLogEvents.');
    logs
      .write('a', [line(1, 'a1')])
      .write('b', denied)
      .write('c', denied);
    const { lines, unread } = await service.merged([of('a'), of('b'), of('c')], { lines: 3 });
    expect(lines).toHaveLength(1);
    expect(unread).toEqual([{ why: denied.message, of: [of('b'), of('c')] }]);
  });

  it('are read of the first twenty, and the others counted', async () => {
    const { logs, service } = room();
    const all = Array.from({ length: 100 }, (_, n) => of(`${n}`));
    expect(await service.merged(all, { lines: 3 })).toMatchObject({ skipped: 80 });
    expect(logs.asked.map(({ task }) => Number(task))).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
