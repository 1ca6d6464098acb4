import { ecsWords } from './ecs';
import { ago, code, duration, truncateMrkdwn } from './text';
import { lines, message, section } from './blocks';
import { decodePayload, encodePayload, serviceRefSchema } from './payload';
import { problemsOf } from '../spec/block-kit.fake';

const NOW = Date.UTC(2026, 10, 24, 12);

it('dates a moment in Slack’s format, with words for who cannot read it', () => {
  expect(ago(NOW - 180_000, NOW)).toBe(`<!date^${(NOW - 180_000) / 1000}^{ago}|3 min ago>`);
  expect(ago(NOW + 500, NOW)).toContain('|just now>');
});

it.each([
  [45_000, '45 s'],
  [600_000, '10 min'],
  [3_600_000, '1 h'],
  [4_500_000, '1 h 15 min'],
  [18_000_000, '5 h'],
  [259_200_000, '3 days'],
])('%d ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

it('never cuts through an entity or a date', () => {
  expect(truncateMrkdwn('abc &amp; def', 8)).toBe('abc…');
  expect(truncateMrkdwn('see <!date^1^{ago}|x> now', 12)).toBe('see…');
  expect(truncateMrkdwn('short', 10)).toBe('short');
});

it('lets no text out of its code', () => {
  expect(code('a`b <!here>')).toBe("`a'b &lt;!here&gt;`");
});

it('shortens what ECS says without losing who it is about', () => {
  const said = `(service x) (task ${'0af1'.repeat(8)}) (port 80) is unhealthy in (target-group arn:aws:elb:r:0:targetgroup/tg/01ab) <!channel>`;
  expect(ecsWords(said)).toBe('(task `0af10af1`) (port 80) is unhealthy in (target-group tg) &lt;!channel&gt;');
});

it('says how much did not fit into a message', () => {
  const many = message('t', ...lines(Array.from({ length: 2000 }, (_, n) => `line ${n} ${'x'.repeat(50)}`)));
  expect(problemsOf(many)).toEqual([]);
  expect(JSON.stringify(many.blocks.at(-1))).toMatch(/…and \d+ more/);
  expect(message('t', section('one')).blocks).toHaveLength(1);
});

it('carries a payload there and back, and refuses one that Slack would not carry', () => {
  const ref = { environment: 'prod', cluster: 'c', service: 's' };
  expect(decodePayload(serviceRefSchema, encodePayload(ref))).toEqual(ref);
  expect(() => encodePayload({ long: 'x'.repeat(2000) })).toThrow(RangeError);
  expect(() => decodePayload(serviceRefSchema, encodePayload({ cluster: 'c' }))).toThrow('another version');
});
