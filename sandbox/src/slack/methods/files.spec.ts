import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { OPS, SlackSession } from '../spec/slack.session';
import { PEOPLE } from '../workspace/world';

const [ANN] = PEOPLE as [(typeof PEOPLE)[number]];

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

const promised = (length = 5) => session.web.files.getUploadURLExternal({ filename: 'a.log', length });
const complete = (id: string | undefined, channel_id: string = OPS.id) =>
  session.web.files.completeUploadExternal({ files: [{ id: id ?? '', title: 'a' }], channel_id });

describe('a file', () => {
  it('is promised, sent, and shared in a thread, by the client itself', async () => {
    const { ts = '' } = await session.post('the log');
    const file = Buffer.from('zwei Zeilen\nüber π');
    await session.web.files.uploadV2({ channel_id: OPS.id, thread_ts: ts, file, filename: 'a.log', title: 'The log' });
    const [, shared] = (await session.screen()).messages;
    expect(shared).toMatchObject({ thread_ts: ts, plain: 'The log', files: [{ name: 'a.log', size: file.length }] });
    const content = await fetch(`${session.slack.url}${shared?.files?.[0]?.url}`);
    expect(await content.text()).toBe('zwei Zeilen\nüber π');
    expect(content.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('stays with nobody where it is shared with no channel, and goes with everything else', async () => {
    const { upload_url = '', file_id = '' } = await promised();
    expect((await fetch(upload_url, { method: 'POST', body: 'hello' })).status).toBe(200);
    await session.web.files.completeUploadExternal({ files: [{ id: file_id, title: 'a' }] });
    expect((await session.screen()).messages).toEqual([]);
    await fetch(`${session.slack.url}/_sandbox/reset`, { method: 'POST' });
    expect(await wordOf(complete(file_id))).toBe('file_not_found');
  });

  it('is taken once, and only as long as was promised', async () => {
    const { upload_url = '', file_id } = await promised();
    expect((await fetch(upload_url, { method: 'POST', body: 'too long' })).status).toBe(400);
    expect(await wordOf(complete(file_id))).toBe('file_not_found');
    expect((await fetch(upload_url, { method: 'POST', body: 'hello' })).status).toBe(200);
    expect((await fetch(upload_url, { method: 'POST', body: 'again' })).status).toBe(400);
  });

  it('is refused in the words of Slack', async () => {
    expect(await wordOf(promised(0))).toBe('missing_argument');
    const { upload_url = '', file_id } = await promised();
    await fetch(upload_url, { method: 'POST', body: 'hello' });
    const asAnn = session.clientFor('xoxp-sandbox-ann');
    const files: [{ id: string; title: string }] = [{ id: file_id ?? '', title: 'a' }];
    expect(await wordOf(asAnn.files.completeUploadExternal({ files, channel_id: OPS.id }))).toBe('access_denied');
    expect(await wordOf(complete(file_id, 'C0NONE'))).toBe('channel_not_found');
    expect(await wordOf(complete(file_id, ANN.directMessage))).toBe('ok');
    expect((await fetch(`${session.slack.url}/files-pri/F0/x`)).status).toBe(404);
  });
});
