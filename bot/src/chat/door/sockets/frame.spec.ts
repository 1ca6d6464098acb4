import { readFrame } from './frame';

const event = { type: 'event_callback', event: { type: 'app_mention' }, event_id: 'Ev1' };
const rateLimited = {
  token: 't',
  type: 'app_rate_limited',
  team_id: 'T0',
  minute_rate_limited: 1518467820,
  api_app_id: 'A0',
};

const read = (frame: unknown) => readFrame(JSON.stringify(frame));

it.each([
  ['hello', { type: 'hello', num_connections: 1 }, { kind: 'hello' }],
  ['goodbye', { type: 'disconnect', reason: 'warning' }, { kind: 'goodbye', reason: 'warning' }],
  ['a goodbye without its reason', { type: 'disconnect' }, { kind: 'goodbye', reason: 'no reason' }],
  [
    'a command',
    { envelope_id: 'e1', type: 'slash_commands', payload: { command: '/ecs' }, accepts_response_payload: true },
    { kind: 'envelope', id: 'e1', payload: { command: '/ecs' } },
  ],
  [
    'an event that is delivered again',
    { envelope_id: 'e1', type: 'events_api', payload: event, retry_attempt: 1, retry_reason: 'timeout' },
    { kind: 'envelope', id: 'e1', payload: event, retry: { number: 1, reason: 'timeout' } },
  ],
  [
    'that events are held back',
    { envelope_id: 'e1', type: 'events_api', payload: rateLimited },
    { kind: 'rate-limited', id: 'e1' },
  ],
])('reads %s', (_what, frame, expected) => {
  expect(read(frame)).toEqual(expected);
});

it.each([
  ['an event without an event', { envelope_id: 'e1', type: 'events_api', payload: { type: 'event_callback' } }],
  ['an event that is null', { envelope_id: 'e1', type: 'events_api', payload: { event: null } }],
  ['an event without a type', { envelope_id: 'e1', type: 'events_api', payload: { event: {} } }],
  ['no payload', { envelope_id: 'e1', type: 'events_api' }],
  ['a payload that is a list', { envelope_id: 'e1', type: 'interactive', payload: [] }],
  ['a type nobody knows', { envelope_id: 'e1', type: 'carrier_pigeon', payload: {} }],
  ['no type', { envelope_id: 'e1' }],
])('takes %s for something to acknowledge and forget', (_what, frame) => {
  expect(read(frame)).toMatchObject({ kind: 'unknown', id: 'e1' });
});

it.each([
  '',
  'null',
  '[]',
  '7',
  '"hello"',
  '{',
  '\u0000',
  '{"type":{"type":1}}',
  '{"envelope_id":7,"type":"interactive"}',
])('does not throw for %j, which there is nothing to do about', (text) => {
  const frame = readFrame(text);
  expect(frame.kind).toBe('unknown');
  expect(frame).not.toHaveProperty('id');
});
