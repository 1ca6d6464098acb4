import type { Message } from '../api/contract';
import { groupMessages, threadRows } from './grouping';

const NOON = Date.parse('2026-11-24T12:00:00Z') / 1000;
const said = (seconds: number, user: string, more: Partial<Message> = {}): Message => ({
  ts: `${NOON + seconds}.000100`,
  user,
  author: user,
  text: '',
  plain: '',
  ephemeral: false,
  edited: false,
  ...more,
});
const group = (messages: Message[]): ReturnType<typeof groupMessages> =>
  groupMessages(messages, NOON * 1000, { locale: 'en', timeZone: 'UTC' });

describe('grouping', () => {
  it('draws one date line a day', () => {
    expect(group([said(-90_000 * 3, 'a'), said(-86_400, 'a'), said(0, 'a')]).map(({ label }) => label)).toEqual([
      'Saturday, November 21',
      'Yesterday',
      'Today',
    ]);
  });

  it('continues only the same author, soon after, never a private message', () => {
    const rows = group([
      said(0, 'a'),
      said(10, 'a'),
      said(20, 'b'),
      said(400, 'b'),
      said(401, 'b', { ephemeral: true }),
      said(402, 'b'),
    ])[0]?.rows;
    expect(rows?.map(({ continued }) => continued)).toEqual([false, true, false, false, false, false]);
  });

  it('folds replies into their thread and keeps the reply whose first message is gone', () => {
    const first = said(0, 'a');
    const rows = group([
      first,
      said(1, 'b', { thread_ts: first.ts }),
      said(2, 'c', { thread_ts: first.ts }),
      said(3, 'b', { thread_ts: first.ts }),
      said(4, 'd', { thread_ts: '1.000000' }),
    ])[0]?.rows;
    expect(rows?.map(({ message }) => message.user)).toEqual(['a', 'd']);
    expect(rows?.[0]?.thread).toEqual({ replies: 3, last: `${NOON + 3}.000100`, users: ['b', 'c'] });
  });

  it('gives the panel the first message and its replies only', () => {
    const first = said(0, 'a', { thread_ts: `${NOON}.000100` });
    const rows = threadRows([first, said(1, 'b'), said(2, 'c', { thread_ts: first.ts })], first.ts);
    expect(rows.map(({ message }) => message.user)).toEqual(['a', 'c']);
  });
});
