import type { JsonObject } from '../json';
import { messageProblems, viewProblems } from './validate';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const marked = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const section = (more: JsonObject = { text: marked(1) }) => ({ type: 'section', ...more });
const button = (more: JsonObject = {}) => ({ type: 'button', text: plain(5), ...more });
const actions = (...elements: JsonObject[]) => ({ type: 'actions', elements });
const option = (text: number) => ({ text: plain(text), value: 'v' });
const select = (more: JsonObject) => section({ text: marked(1), accessory: { type: 'static_select', ...more } });
const many = (count: number, one: unknown): unknown[] => Array.from({ length: count }, () => one);
const cells = (count: number) => many(count, { type: 'raw_text', text: 'c' });
const confirm = (sizes: number[]) => ({
  title: plain(sizes[0] ?? 1),
  text: marked(sizes[1] ?? 1),
  confirm: plain(sizes[2] ?? 1),
  deny: plain(sizes[3] ?? 1),
});

const said = (problems: { message: string; pointer: string }[]): string[] =>
  problems.map(({ message, pointer }) => `${message} ${pointer}`);

/** What is just allowed, what is one too much, and what Slack says to that. */
const LIMITS: [string, unknown[], unknown[], string[]][] = [
  ['blocks', many(50, { type: 'divider' }), many(51, { type: 'divider' }), ['no more than 50 items allowed ']],
  [
    'section text',
    [section({ text: marked(3000) })],
    [section({ text: marked(3001) })],
    ['must be less than 3001 characters /0/text/text'],
  ],
  ['empty text', [section()], [section({ text: marked(0) })], ['must be more than 0 characters /0/text/text']],
  [
    'fields',
    [section({ fields: many(10, marked(2000)) })],
    [section({ fields: [...many(10, marked(1)), marked(2001)] })],
    ['no more than 10 items allowed /0/fields', 'must be less than 2001 characters /0/fields/10/text'],
  ],
  ['nothing said', [section()], [section({})], ['must define either `text` or `fields` /0/type']],
  [
    'header',
    [{ type: 'header', text: plain(150) }],
    [{ type: 'header', text: marked(1) }],
    ['unsupported type: mrkdwn /0/text/type'],
  ],
  [
    'button',
    [actions(button({ text: plain(75), value: 'v'.repeat(2000), action_id: 'a'.repeat(255) }))],
    [actions(button({ text: plain(76), value: 'v'.repeat(2001), action_id: 'a'.repeat(256) }))],
    [
      'must be less than 256 characters /0/elements/0/action_id',
      'must be less than 2001 characters /0/elements/0/value',
      'must be less than 76 characters /0/elements/0/text/text',
    ],
  ],
  [
    'confirm dialog',
    [actions(button({ confirm: confirm([100, 300, 30, 30]) }))],
    [actions(button({ confirm: confirm([101, 301, 31, 31]) }))],
    [
      'must be less than 101 characters /0/elements/0/confirm/title/text',
      'must be less than 31 characters /0/elements/0/confirm/confirm/text',
      'must be less than 31 characters /0/elements/0/confirm/deny/text',
      'must be less than 301 characters /0/elements/0/confirm/text/text',
    ],
  ],
  [
    'actions',
    [actions(...Array.from({ length: 25 }, () => button()))],
    [actions(...Array.from({ length: 26 }, () => button()))],
    ['no more than 25 items allowed /0/elements'],
  ],
  [
    'the same action twice',
    [actions(button({ action_id: 'a' }), button({ action_id: 'b' }))],
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    ['`action_id` "a" already exists /0/elements/1/action_id'],
  ],
  [
    'context',
    [{ type: 'context', elements: many(10, marked(1)) }],
    [{ type: 'context', elements: many(11, marked(1)) }],
    ['no more than 10 items allowed /0/elements'],
  ],
  [
    'select',
    [select({ options: many(100, option(75)), placeholder: plain(150) })],
    [select({ options: [...many(100, option(1)), option(76)], placeholder: plain(151) })],
    [
      'must be less than 151 characters /0/accessory/placeholder/text',
      'no more than 100 items allowed /0/accessory/options',
      'must be less than 76 characters /0/accessory/options/100/text/text',
    ],
  ],
  [
    'overflow',
    [actions({ type: 'overflow', options: many(5, option(1)) })],
    [actions({ type: 'overflow', options: many(6, option(1)) })],
    ['no more than 5 items allowed /0/elements/0/options'],
  ],
  [
    'markdown',
    [{ type: 'markdown', text: 'x'.repeat(12_000) }],
    [{ type: 'markdown', text: 'x'.repeat(12_001) }],
    ['must be less than 12001 characters /0/text'],
  ],
  [
    'table',
    [{ type: 'table', rows: many(100, cells(20)) }],
    [{ type: 'table', rows: [...many(100, cells(1)), cells(21)] }],
    ['no more than 100 items allowed /0/rows', 'no more than 20 items allowed /0/rows/100'],
  ],
  [
    'block_id',
    [section({ text: marked(1), block_id: 'a' }), { type: 'divider', block_id: 'b' }],
    [section({ text: marked(1), block_id: 'a' }), { type: 'divider', block_id: 'a' }],
    ['`block_id` "a" already exists /1/block_id'],
  ],
  ['a block that is none', [section()], [{ type: 'sektion' }], ['unsupported type: sektion /0/type']],
  [
    'a member that does not belong',
    [section()],
    [section({ text: { ...marked(1), emoji: true } })],
    ['invalid additional property: emoji /0/text'],
  ],
  [
    'an image without address',
    [{ type: 'image', alt_text: 'a', image_url: 'https://a.example/b.png' }],
    [{ type: 'image', alt_text: 'a' }],
    ['must define either `image_url` or `slack_file` /0'],
  ],
  [
    'a link that runs',
    [actions(button({ url: 'slack://open' }), button({ url: 'https://a.example/?q=javascript:' }))],
    [actions(button({ url: 'javascript:alert(1)' }), button({ url: 'java\nscript:alert(1)' }))],
    ['invalid url /0/elements/0/url', 'invalid url /0/elements/1/url'],
  ],
];

it.each(LIMITS)('holds messages to the limit of: %s', (_what, allowed, refused, problems) => {
  expect(said(messageProblems(allowed))).toEqual([]);
  expect(said(messageProblems(refused))).toEqual(problems);
});

it('holds views to theirs', () => {
  const input = { type: 'input', label: plain(5), element: { type: 'plain_text_input', max_length: 3000 } };
  const view = {
    type: 'modal',
    title: plain(24),
    submit: plain(24),
    close: plain(24),
    callback_id: 'c'.repeat(255),
    private_metadata: 'p'.repeat(3000),
    blocks: many(100, input),
  };
  expect(said(viewProblems(view))).toEqual([]);
  const { submit: _submit, ...rest } = view;
  const refused = {
    ...rest,
    title: plain(25),
    private_metadata: 'p'.repeat(3001),
    blocks: [input, { type: 'markdown', text: 'x' }],
  };
  expect(said(viewProblems(refused))).toEqual([
    'must be less than 3001 characters /private_metadata',
    'must be less than 25 characters /title/text',
    'unsupported type: markdown /blocks/1/type',
    'must define `submit` to use an `input` block in modals /blocks/0/input',
  ]);
  expect(said(viewProblems({ type: 'modal' }))).toEqual([
    'missing required field: title ',
    'missing required field: blocks ',
  ]);
});
