import { ManualClock } from '../../kernel/spec/manual-clock';
import { Logger } from '@nestjs/common';
import { Untried } from '../../domain/checkup/checkup.types';
import { Channels } from '../slack/channels';
import { SlackConnection } from '../slack/connection-state';
import { BOT_SCOPES } from '../manifest/scopes';
import { FAKE_OPTIONS, FakeSlack } from '../spec/slack.fake';
import { SlackChecks } from './slack-checks';

beforeAll(() => Logger.overrideLogger(false));

const ALL = BOT_SCOPES.map(({ scope }) => scope);
const WHO = { ok: true, user: 'ecs', team: 'Acme', response_metadata: { scopes: ALL } };

function setUp() {
  const slack = new FakeSlack();
  slack.next.set('auth.test', [WHO]);
  const connection = new SlackConnection();
  const checks = new SlackChecks(FAKE_OPTIONS, slack.web, new Channels(slack.web, new ManualClock()), connection);
  return { slack, connection, checks };
}

/** What each check says, by its name. */
async function look(checks: SlackChecks, alerts = '#alerts', service: string[] = []): Promise<Record<string, string>> {
  const said = checks.all({ alerts, service }).map(async ({ about, look: run }): Promise<[string, string]> => {
    const result = await run().catch((error: unknown) => {
      if (error instanceof Untried) return { verdict: 'untried', says: error.message, next: undefined };
      throw error;
    });
    return [about, [`${result.verdict}: ${result.says}`, result.next].filter(Boolean).join(' ')];
  });
  return Object.fromEntries(await Promise.all(said));
}

describe('what Slack lets the bot do', () => {
  it('is asked with few calls, of which none posts', async () => {
    const { slack, checks } = setUp();
    expect(await look(checks)).toEqual({
      'bot token': 'ok: @ecs in the workspace Acme',
      'app token': 'ok: may open the socket',
      scopes: 'ok: all 9',
      'alerts channel': 'ok: #alerts, and I am in it',
    });
    expect(slack.calls.map(({ method }) => method).toSorted()).toEqual([
      'apps.connections.open',
      'auth.test',
      'conversations.info',
      'conversations.list',
    ]);
  });

  it('says which token is refused and where its page is, never the token; the rest waits for it', async () => {
    const { slack, checks } = setUp();
    slack.next.set('auth.test', [{ ok: false, error: 'token_revoked' }]);
    slack.next.set('apps.connections.open', [{ ok: false, error: 'not_allowed_token_type' }]);
    const said = await look(checks);
    expect(said['bot token']).toMatch(/^mend: Slack refuses it \(token_revoked\)\. Copy SLACK_BOT_TOKEN again from /);
    expect(said['app token']).toMatch(/not_allowed_token_type.*SLACK_APP_TOKEN.*connections:write/);
    expect(said['scopes']).toMatch(/^untried/);
    expect(said['alerts channel']).toMatch(/^untried/);
    expect(JSON.stringify(said)).not.toContain(FAKE_OPTIONS.botToken);
  });

  it('names the scope that is missing, with what it is for', async () => {
    const { slack, checks } = setUp();
    slack.next.set('auth.test', [{ ...WHO, response_metadata: { scopes: ALL.filter((one) => one !== 'chat:write') } }]);
    expect((await look(checks))['scopes']).toMatch(
      /^mend: chat:write is missing \(Posts and edits .*npm run -s manifest/,
    );
  });

  it.each([
    [{ is_member: false }, /^mend: I am not in #alerts.*\/invite me there/],
    [{ is_member: true, is_archived: true }, /^mend: #alerts is archived/],
  ])('says why it may not write in the alerts channel: %j', async (channel, expected) => {
    const { slack, checks } = setUp();
    slack.next.set('conversations.info', [{ ok: true, channel }]);
    expect((await look(checks))['alerts channel']).toMatch(expected);
  });

  it('says that there is no such channel, by its name or by an id', async () => {
    const { slack, checks } = setUp();
    expect((await look(checks, '#alarms'))['alerts channel']).toMatch(
      /^mend: I see no channel #alarms\..*ALERTS_CHANNEL/,
    );
    slack.next.set('auth.test', [WHO]);
    slack.next.set('conversations.info', [{ ok: false, error: 'channel_not_found' }]);
    expect((await look(checks, 'C0GONE0001'))['alerts channel']).toMatch(/^mend: I see no channel C0GONE0001/);
  });

  it('is looked at in the channels of services too, which another setting names', async () => {
    const { checks } = setUp();
    expect(await look(checks, '#alerts', ['#deploys', 'C0OPS'])).toMatchObject({
      'alerts channel': 'ok: #alerts, and I am in it',
      'channel #deploys': expect.stringMatching(/^mend: I see no channel #deploys\..*in SERVICE_CHANNELS/),
      'channel C0OPS': 'ok: C0OPS, and I am in it',
    });
  });

  it('says that Slack is out of reach, and does not take its rate limit for a fault', async () => {
    const { slack, checks } = setUp();
    slack.next.set('auth.test', [new Error('getaddrinfo ENOTFOUND')]);
    slack.next.set('apps.connections.open', [{ ok: false, error: 'ratelimited', status: 429, retryAfter: 30 }]);
    const said = await look(checks);
    expect(said['bot token']).toMatch(/^mend: Slack cannot be reached .*ENOTFOUND/);
    expect(said['app token']).toMatch(/^untried: Slack asks for fewer calls/);
  });

  it('tells the connection of a bot that runs', async () => {
    const { connection, checks } = setUp();
    expect(await checks.socket().look()).toMatchObject({ verdict: 'mend' });
    connection.become('connected');
    expect(await checks.socket().look()).toEqual({ verdict: 'ok', says: 'connected' });
  });
});
