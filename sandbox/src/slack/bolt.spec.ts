import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import { OPS, SlackSession } from './spec/slack.session';

let session: SlackSession;
let app: App;
let receiver: SocketModeReceiver;

beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
  const slackApiUrl = `${session.slack.url}/api/`;
  const quiet = { logLevel: LogLevel.ERROR };
  receiver = new SocketModeReceiver({
    appToken: 'xapp-sandbox',
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl } },
    ...quiet,
  });
  app = new App({
    token: 'xoxb-sandbox',
    receiver,
    clientOptions: { slackApiUrl },
    deferInitialization: true,
    ...quiet,
  });
  await app.init();
});

afterEach(async () => {
  const closed = new Promise<void>((resolve) => void receiver.client.once('disconnected', () => resolve()));
  await app.stop();
  await closed;
  await session.end();
});

it('carries a Bolt app from a command through a click to an answer in the thread', async () => {
  app.command('/ecs', async ({ ack, command, respond, client }) => {
    await ack();
    const button = { type: 'button' as const, action_id: 'stop', text: { type: 'plain_text' as const, text: 'Stop' } };
    const blocks = [{ type: 'actions' as const, elements: [button] }];
    await client.chat.postMessage({ channel: command.channel_id, text: `Doing ${command.text}`, blocks });
    await respond('Look above');
  });
  let done: () => void = () => {};
  const answered = new Promise<void>((resolve) => (done = resolve));
  app.action('stop', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message || !body.channel) throw new Error('not a click in a message');
    const { ts } = body.message;
    await client.chat.postMessage({ channel: body.channel.id, thread_ts: ts, text: `<@${body.user.id}> stopped it` });
    done();
  });
  await app.start();

  await expect(session.type('deploy')).resolves.toMatchObject({ outcome: 'acked' });
  const seen = async (count: number) => {
    let { messages } = await session.screen();
    for (let look = 0; look < 200 && messages.length < count; look++) ({ messages } = await session.screen());
    return messages;
  };
  const [first, second] = await seen(2);
  expect(first).toMatchObject({ ephemeral: false, plain: 'Doing deploy\n[Stop]' });
  expect(second).toMatchObject({ ephemeral: true, plain: 'Look above' });
  await session.lever('POST', 'click', { user: 'ann', channel: OPS.id, ts: first?.ts, action_id: 'stop' });
  await answered;
  expect((await seen(3))[2]).toMatchObject({ plain: '@ann stopped it', thread_ts: first?.ts });
});
