import { setTimeout as pause } from 'node:timers/promises';
import { ProxiedStack } from './harness/proxied-stack';
import { waitFor } from './harness/wait-for';

// What Slack delivers twice, and what it delivers that nobody can use.
let stack: ProxiedStack;
beforeAll(async () => {
  stack = await ProxiedStack.start();
});
afterAll(() => stack.stop());

const AGAIN_MS = 200;

/** Waits until the last two deliveries of a type are one, twice, and an answer to the second had its time. */
async function twice(type: string): Promise<void> {
  await waitFor(`${type} to be delivered twice`, async () => {
    const [one, other] = stack.wire.slack.delivered.filter((envelope) => envelope.type === type).slice(-2);
    return (one && one.envelope_id === other?.envelope_id) || undefined;
  });
  await pause(1000);
}

test('a command, a click and a mention that are delivered twice are done once, and said once', async () => {
  const ann = stack.person('ann');
  const times = async (words: RegExp): Promise<number> =>
    (await ann.screen()).messages.filter(({ plain }) => words.test(plain)).length;
  stack.wire.slack.deliverTwice(['slash_commands', 'interactive', 'events_api'], AGAIN_MS);
  const answer = await ann.asks('status once-nowhere', /no service once-nowhere/);
  await twice('slash_commands');
  expect(await times(/once-nowhere/)).toBe(1);
  expect(await ann.clicks(answer, 'All services')).toMatchObject({ outcome: 'acked' });
  await ann.sees(/primes\/hello/);
  await twice('interactive');
  expect(await times(/primes\/hello/)).toBe(1);
  await ann.mentions('status mention-nowhere');
  await ann.sees(/no service mention-nowhere/);
  await twice('events_api');
  expect(await times(/no service mention-nowhere/)).toBe(1);
  stack.wire.letAllBy();
});

test('no frame ends the bot or costs it a socket, and what it should know of it tells', async () => {
  const ann = stack.person('ann');
  const opened = () => stack.wire.slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
  const before = opened();
  const held = {
    token: 't',
    type: 'app_rate_limited',
    team_id: 'T0',
    minute_rate_limited: 1_518_467_820,
    api_app_id: 'A0',
  };
  const frames = [
    JSON.stringify({ envelope_id: 'x1', type: 'events_api', payload: held }),
    JSON.stringify({ envelope_id: 'x2', type: 'events_api', payload: { event: null } }),
    JSON.stringify({ envelope_id: 'x3', type: 'events_api' }),
    JSON.stringify({ envelope_id: 'x4', type: 'interactive', payload: { type: 'block_actions', actions: [null] } }),
    JSON.stringify({ envelope_id: 'x5', type: 'slash_commands', payload: {} }),
    JSON.stringify({ envelope_id: 'x6', type: 'carrier_pigeon', payload: [] }),
    'null',
    '[]',
    'garbage',
    '',
    Buffer.from([0, 159, 146, 150]),
  ];
  for (const frame of frames) stack.wire.slack.says(frame);
  await ann.asks('status after-nowhere', /no service after-nowhere/);
  await ann.asks('status again-nowhere', /no service again-nowhere/);
  expect(opened()).toBe(before);
  expect(stack.said().match(/Slack holds back some/g)).toHaveLength(1);
});
