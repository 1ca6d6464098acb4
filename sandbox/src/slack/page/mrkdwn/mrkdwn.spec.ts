import { emojiAt } from './emoji';
import { readInline, readPlain } from './inline';
import { mrkdwnFromMarkdown } from './markdown';
import { readMrkdwn } from './passages';
import { formatSlackDate } from './slack-date';

const text = (words: string): object => ({ type: 'text', text: words });
const bold = (...children: object[]): object => ({ type: 'bold', children });

describe('styles', () => {
  it('nests them and keeps the words between', () => {
    expect(readInline('a *b _c_* ~d~ `e*f*`')).toEqual([
      text('a '),
      bold(text('b '), { type: 'italic', children: [text('c')] }),
      text(' '),
      { type: 'strike', children: [text('d')] },
      text(' '),
      { type: 'code', text: 'e*f*' },
    ]);
  });

  it.each(['snake_case_name', 'a*b* c', '2 * 3 * 4', '*open', '* a *', '**', 'a*b*c', '``', '_a\nb_', '~/x and ~/y'])(
    'leaves %p alone',
    (words) => {
      expect(readInline(words).every(({ type }) => type === 'text' || type === 'break')).toBe(true);
    },
  );

  it('does not end bold at a star inside code or a link', () => {
    expect(readInline('*a `b*` c*')).toEqual([bold(text('a '), { type: 'code', text: 'b*' }, text(' c'))]);
    const link = { type: 'link', url: 'https://x.test/a*b', text: 'y' };
    expect(readInline('*<https://x.test/a*b|y>*')).toEqual([bold(link)]);
  });

  it('turns entities back last, so that an escaped bracket is never a mention', () => {
    expect(readInline('&lt;!channel&gt; &amp;lt;')).toEqual([text('<!channel> &lt;')]);
  });
});

describe('brackets', () => {
  it('reads links, people, channels, broadcasts', () => {
    expect(readInline('<https://a.test/?x=1&amp;y=2|A &amp; B>')).toEqual([
      { type: 'link', url: 'https://a.test/?x=1&y=2', text: 'A & B' },
    ]);
    expect(readInline('<@U1|ann><#C1><!here><!subteam^S1|@oncall>')).toEqual([
      { type: 'user', id: 'U1', label: 'ann' },
      { type: 'channel', id: 'C1' },
      { type: 'broadcast', range: 'here' },
      { type: 'broadcast', range: 'oncall' },
    ]);
  });

  it.each(['<javascript:alert(1)|x>', '<data:text/html,x>', '<b>', 'a < b > c'])(
    'never makes a link of %p',
    (words) => {
      expect(readInline(words)).toEqual([text(words)]);
    },
  );

  it('reads dates, with a link only where it is safe', () => {
    expect(readInline('<!date^1700000000^{date_short_pretty} {time}^https://a.test|Nov 14>')).toEqual([
      {
        type: 'date',
        unix: 1_700_000_000,
        format: '{date_short_pretty} {time}',
        link: 'https://a.test',
        fallback: 'Nov 14',
      },
    ]);
    expect(readInline('<!date^1^{ago}^javascript:x|then>')[0]).toEqual({
      type: 'date',
      unix: 1,
      format: '{ago}',
      fallback: 'then',
    });
  });
});

describe('passages', () => {
  it('tells quotations, preformatted text and paragraphs apart', () => {
    expect(readMrkdwn('one\n&gt; two\n> three\nfour\n```\nx *y*\n  &lt;z&gt;\n```\nfive')).toEqual([
      { type: 'paragraph', children: [text('one')] },
      { type: 'quote', children: [text('two'), { type: 'break' }, text('three')] },
      { type: 'paragraph', children: [text('four')] },
      { type: 'pre', text: 'x *y*\n  <z>' },
      { type: 'paragraph', children: [text('five')] },
    ]);
  });

  it('quotes to the end after three signs', () => {
    expect(readMrkdwn('&gt;&gt;&gt; a\nb')).toEqual([
      { type: 'quote', children: [text('a'), { type: 'break' }, text('b')] },
    ]);
  });
});

describe('emoji', () => {
  it('reads names and characters, and leaves times, unknown names and bare arrows alone', () => {
    expect(readInline(':rocket:✅')).toEqual([
      { type: 'emoji', name: 'rocket' },
      { type: 'emoji', name: 'white_check_mark' },
    ]);
    expect(readInline('12:30:45 :nope: 2 → 4 ✔')).toEqual([text('12:30:45 :nope: 2 → 4 ✔')]);
    expect(emojiAt('⚠️ x', 0)).toEqual({ name: 'warning', end: 2 });
  });

  it('styles nothing in plain text', () => {
    expect(readPlain('*a* <b> &amp; :x:', true)).toEqual([text('*a* <b> & '), { type: 'emoji', name: 'x' }]);
    expect(readPlain(':x:', false)).toEqual([text(':x:')]);
  });
});

describe('dates', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const show = (unix: number, format: string, timeZone = 'UTC'): string =>
    formatSlackDate(unix, format, now, { locale: 'en', timeZone });
  const noon = now / 1000;

  it.each([
    [noon - 60, '{date_short_pretty} {time}', 'Today 11:59 AM'],
    [noon - 86_400, 'since {date_pretty}', 'since yesterday'],
    [noon - 40 * 86_400, '{date_short_pretty}', 'Oct 15, 2026'],
    [noon, '{date_num} {time_secs}', '2026-11-24 12:00:00 PM'],
    [noon - 180, '{ago}', '3 minutes ago'],
    [noon - 2, '{ago}', 'just now'],
    [noon, '{date_long} {what}', 'Tuesday, November 24, 2026 {what}'],
  ])('%d %s', (unix, format, shown) => expect(show(unix, format)).toBe(shown));

  it('counts days in the zone of the reader', () => {
    expect(show(noon - 13 * 3600, '{date_pretty}', 'UTC')).toBe('Yesterday');
    expect(show(noon - 13 * 3600, '{date_pretty}', 'Asia/Tokyo')).toBe('Today');
  });
});

describe('markdown blocks', () => {
  it('are rewritten in mrkdwn, code excepted', () => {
    expect(mrkdwnFromMarkdown('# Plan\n- **one** *two* ~~three~~\n- [docs](https://a.test) `**raw**`')).toBe(
      '*Plan*\n• *one* _two_ ~three~\n• <https://a.test|docs> `**raw**`',
    );
  });
});
