import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Hall } from '../asked/hall';
import { SlackConnection } from '../slack/connection-state';
import { FAKE_OPTIONS, FakeSlack } from '../spec/slack.fake';
import { FakeWires } from '../spec/wires.fake';
import type { Incoming } from './incoming';
import { SlackDoor } from './slack-door';
import { SocketModeFactory } from './socket-mode';

beforeAll(() => Logger.overrideLogger(false));

/** The answers of fetch and of Bolt come in turns that a clock which stands still does not wait for. */
const turns = () => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const [slack, wires, clock, connection] = [
    new FakeSlack(),
    new FakeWires(),
    new ManualClock(),
    new SlackConnection(),
  ];
  const factory = new SocketModeFactory(FAKE_OPTIONS, slack.web, wires, connection, clock);
  const door = new SlackDoor(FAKE_OPTIONS, slack.web, factory, {} as Incoming, clock);
  const advance = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 250) {
      for (let turn = 0; turn < 5; turn++) await turns();
      await clock.advance(250);
    }
    for (let turn = 0; turn < 20; turn++) await turns();
  };
  return { slack, wires, connection, door, advance, hall: {} as Hall };
}

const down = (times: number) => Array.from({ length: times }, () => new Error('ECONNREFUSED'));

describe('the way in from Slack', () => {
  it('is open once two sockets are, each asked for with the app-level token', async () => {
    const { slack, wires, connection, door, hall, advance } = setUp();
    expect(connection.state()).toBe('connecting');
    await door.open(hall);
    await advance(0);
    expect(wires.open()).toHaveLength(2);
    expect(connection.state()).toBe('connected');
    expect(slack.to('apps.connections.open')).toMatchObject([{}, {}]);
  });

  it.each([
    ['internal_error', { ok: false, error: 'internal_error' }],
    ['HTTP 503', { status: 503 }],
    ['429', { status: 429, retryAfter: 2, ok: false, error: 'ratelimited' }],
    ['nobody there', new Error('ECONNREFUSED')],
    ['a word that is new', { ok: false, error: 'mercury_retrograde' }],
  ])('calls no token refused for what passes: %s', async (_what, answer) => {
    const { slack, connection, door, hall, advance } = setUp();
    slack.next.set('auth.test', [answer, answer]);
    slack.next.set('apps.connections.open', [answer, answer]);
    const opened = door.open(hall);
    await advance(15_000);
    await expect(opened).resolves.toBeUndefined();
    expect(connection.state()).toBe('connected');
  });

  it.each([
    'invalid_auth',
    'account_inactive',
    'token_revoked',
    'not_authed',
    'missing_scope',
    'not_allowed_token_type',
  ])('ends the start with the sentence that names the token which Slack refuses: %s', async (error) => {
    const bot = setUp();
    bot.slack.next.set('auth.test', [{ ok: false, error }]);
    await expect(bot.door.open(bot.hall)).rejects.toThrow(`Slack refused the bot token (${error}).`);
    const app = setUp();
    app.slack.next.set('apps.connections.open', [{ ok: false, error }]);
    await expect(app.door.open(app.hall)).rejects.toThrow(`Slack refused the app-level token (${error}).`);
  });

  it('goes on without Slack after five seconds, and lets people in when Slack comes back after an hour', async () => {
    const { slack, connection, door, hall, advance } = setUp();
    slack.next.set('auth.test', down(1200));
    const opened = door.open(hall);
    await advance(5000);
    await expect(opened).resolves.toBeUndefined();
    expect(connection.state()).toBe('connecting');
    await advance(3000);
    slack.next.delete('auth.test');
    slack.next.set('apps.connections.open', down(3));
    await advance(10_000);
    expect(connection.state()).toBe('connected');
  });

  it('goes on asking, once a minute, when a token is refused after the start', async () => {
    const { slack, connection, door, hall, advance } = setUp();
    slack.next.set('auth.test', [...down(7), { ok: false, error: 'account_inactive' }]);
    const opened = door.open(hall);
    await advance(5000);
    await opened;
    await advance(10_000);
    expect(connection.state()).toBe('connecting');
    await advance(60_000);
    expect(connection.state()).toBe('connected');
  });

  it('leaves 429 alone for as long as Slack asks', async () => {
    const { slack, door, hall, advance } = setUp();
    slack.next.set('auth.test', [{ status: 429, retryAfter: 4, ok: false, error: 'ratelimited' }]);
    const opened = door.open(hall);
    await advance(3500);
    expect(slack.to('auth.test')).toHaveLength(1);
    await advance(1000);
    await opened;
    expect(slack.to('auth.test')).toHaveLength(2);
  });
});
