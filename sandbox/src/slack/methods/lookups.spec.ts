import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { OPS, SlackSession } from '../spec/slack.session';
import { BOT, CHANNELS, PEOPLE, TEAM, USER_GROUPS } from '../workspace/world';

const [ANN, BEN] = PEOPLE as [(typeof PEOPLE)[number], (typeof PEOPLE)[number]];

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

/** The word that a call is refused with. */
const wordOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error: { data?: { error?: string } }) => error.data?.error ?? 'no word',
  );

describe('who is who', () => {
  it('people are found by id and by address, the app too, and nobody else', async () => {
    const { user } = await session.web.users.info({ user: ANN.id });
    expect(user).toMatchObject({ id: ANN.id, name: 'ann', is_bot: false, profile: { email: 'ann@example.com' } });
    expect(user).not.toHaveProperty('locale');
    expect((await session.web.users.info({ user: ANN.id, include_locale: true })).user).toMatchObject({
      locale: 'en-US',
    });
    expect((await session.web.users.info({ user: BOT.userId })).user).toMatchObject({ is_bot: true });
    expect((await session.web.users.lookupByEmail({ email: 'BEN@example.com' })).user?.id).toBe(BEN.id);
    expect(await wordOf(session.web.users.info({ user: 'ann' }))).toBe('user_not_found');
    expect(await wordOf(session.web.users.lookupByEmail({ email: 'eve@example.com' }))).toBe('users_not_found');
  });

  it('groups are listed with their people where that is asked for', async () => {
    const plain = await session.web.usergroups.list();
    expect(plain.usergroups?.map(({ handle }) => handle)).toEqual(USER_GROUPS.map(({ handle }) => handle));
    expect(plain.usergroups?.[0]).not.toHaveProperty('users');
    const full = await session.web.usergroups.list({ include_users: true, include_count: true });
    expect(full.usergroups?.[0]).toMatchObject({ users: [ANN.id], user_count: 1 });
    expect(await session.web.usergroups.users.list({ usergroup: USER_GROUPS[1].id })).toMatchObject({
      users: [BEN.id],
    });
    expect(await wordOf(session.web.usergroups.users.list({ usergroup: 'S0NONE' }))).toBe('no_such_subteam');
  });

  it('the app and the workspace say who they are', async () => {
    expect((await session.web.bots.info({ bot: BOT.botId })).bot).toMatchObject({
      user_id: BOT.userId,
      deleted: false,
    });
    expect(await wordOf(session.web.bots.info({ bot: 'B0NONE' }))).toBe('bot_not_found');
    expect((await session.web.team.info()).team).toMatchObject({ id: TEAM.id, domain: TEAM.domain });
    expect(await wordOf(session.web.team.info({ team: 'T0NONE' }))).toBe('team_not_found');
  });
});

describe('conversations', () => {
  it('are listed a page at a time, by kind', async () => {
    const first = await session.web.conversations.list({ limit: 3 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await session.web.conversations.list({ limit: 3, cursor });
    const names = [...(first.channels ?? []), ...(second.channels ?? [])].map(({ name }) => name);
    expect(names).toEqual(CHANNELS.map(({ name }) => name));
    expect(second.response_metadata?.next_cursor).toBe('');
    expect(await wordOf(session.web.conversations.list({ types: 'im' }))).toBe('missing_scope');
    expect(await wordOf(session.web.conversations.list({ types: 'group' }))).toBe('invalid_types');
    expect(await wordOf(session.web.conversations.list({ cursor: 'x' }))).toBe('invalid_cursor');
    const asAnn = session.clientFor('xoxp-sandbox-ann');
    expect((await asAnn.conversations.list({ types: 'im' })).channels).toMatchObject([
      { id: ANN.directMessage, is_im: true },
    ]);
  });

  it('tell what they are and who is in them', async () => {
    const { channel } = await session.web.conversations.info({ channel: OPS.id, include_num_members: true });
    expect(channel).toMatchObject({ id: OPS.id, name: 'ops', is_member: true, is_archived: false, num_members: 5 });
    const { members } = await session.web.conversations.members({ channel: OPS.id });
    expect(members).toEqual(expect.arrayContaining([BOT.userId, ANN.id]));
    expect(await wordOf(session.web.conversations.info({ channel: 'C0NONE' }))).toBe('channel_not_found');
    const asBen = session.clientFor('xoxp-sandbox-ben');
    expect(await wordOf(asBen.conversations.info({ channel: ANN.directMessage }))).toBe('channel_not_found');
  });

  it('a direct message is opened with one person, who is told apart from nobody and from several', async () => {
    expect(await session.web.conversations.open({ users: ANN.id })).toMatchObject({
      channel: { id: ANN.directMessage },
    });
    const { channel } = await session.web.conversations.open({ users: ANN.id, return_im: true });
    expect(channel).toMatchObject({ is_im: true, user: ANN.id });
    expect(await wordOf(session.web.conversations.open({ users: '' }))).toBe('users_list_not_supplied');
    expect(await wordOf(session.web.conversations.open({ users: `${ANN.id},${BEN.id}` }))).toBe(
      'method_not_supported_for_channel_type',
    );
    expect(await wordOf(session.web.conversations.open({ users: 'U0NONE' }))).toBe('user_not_found');
  });

  it('a channel is joined by whoever may; who is in it already is told so', async () => {
    expect(await wordOf(session.web.conversations.join({ channel: OPS.id }))).toBe('missing_scope');
    const asAnn = session.clientFor('xoxp-sandbox-ann');
    expect(await asAnn.conversations.join({ channel: OPS.id })).toMatchObject({ warning: 'already_in_channel' });
    expect(await wordOf(asAnn.conversations.join({ channel: ANN.directMessage }))).toBe(
      'method_not_supported_for_channel_type',
    );
  });

  it('an archived channel takes nothing, from nobody, until it is taken out of the archive', async () => {
    const { ts = '' } = await session.post('before');
    const asAnn = session.clientFor('xoxp-sandbox-ann');
    expect(await wordOf(session.web.conversations.archive({ channel: OPS.id }))).toBe('missing_scope');
    await asAnn.conversations.archive({ channel: OPS.id });
    expect(await wordOf(asAnn.conversations.archive({ channel: OPS.id }))).toBe('already_archived');
    const refused = [
      session.post('a'),
      asAnn.chat.postMessage({ channel: OPS.id, text: 'b' }),
      session.web.chat.postEphemeral({ channel: OPS.id, user: ANN.id, text: 'c' }),
      session.web.reactions.add({ channel: OPS.id, timestamp: ts, name: 'eyes' }),
      asAnn.conversations.join({ channel: OPS.id }),
    ];
    expect(await Promise.all(refused.map(wordOf))).toEqual(refused.map(() => 'is_archived'));
    const open = await session.web.conversations.list({ exclude_archived: true });
    expect(open.channels?.map(({ id }) => id)).not.toContain(OPS.id);
    expect((await session.screen()).messages.map(({ text }) => text)).toEqual(['before']);
    expect(await wordOf(session.web.conversations.unarchive({ channel: OPS.id }))).toBe('not_allowed_token_type');
    await asAnn.conversations.unarchive({ channel: OPS.id });
    expect(await wordOf(asAnn.conversations.unarchive({ channel: OPS.id }))).toBe('not_archived');
    expect(await wordOf(session.post('after'))).toBe('ok');
  });
});

describe('messages', () => {
  it('have an address, in their thread too', async () => {
    const { ts = '' } = await session.post('top');
    const reply = await session.post('below', { thread_ts: ts });
    const { permalink } = await session.web.chat.getPermalink({ channel: OPS.id, message_ts: ts });
    expect(permalink).toBe(`${session.slack.url}/archives/${OPS.id}/p${ts.replace('.', '')}`);
    const below = await session.web.chat.getPermalink({ channel: OPS.id, message_ts: reply.ts ?? '' });
    expect(below.permalink).toMatch(new RegExp(`\\?thread_ts=${ts}&cid=${OPS.id}$`));
    expect(await wordOf(session.web.chat.getPermalink({ channel: OPS.id, message_ts: '1.000000' }))).toBe(
      'message_not_found',
    );
  });

  it('are reacted to once by each', async () => {
    const { ts = '' } = await session.post('look');
    const react = (over: object = {}) =>
      wordOf(session.web.reactions.add({ channel: OPS.id, timestamp: ts, name: 'eyes', ...over }));
    expect(await react()).toBe('ok');
    expect(await react()).toBe('already_reacted');
    expect(await react({ name: 'not an emoji' })).toBe('invalid_name');
    expect(await react({ timestamp: 'now' })).toBe('bad_timestamp');
    expect(await react({ timestamp: '1.000000' })).toBe('message_not_found');
    expect((await session.screen()).messages[0]?.reactions).toMatchObject([{ name: 'eyes' }]);
  });

  it('are held to Block Kit before they are posted', async () => {
    const validate = (args: Record<string, unknown>) => session.web.apiCall('blocks.validate', args);
    expect(await validate({ blocks: [{ type: 'divider' }] })).toMatchObject({ ok: true });
    expect(await wordOf(validate({ blocks: [{ type: 'header' }] }))).toBe('invalid_blocks');
    expect(await wordOf(validate({}))).toBe('invalid_arguments');
    expect(await wordOf(validate({ blocks: [{ type: 'divider' }], view: {} }))).toBe('invalid_arguments');
  });
});
