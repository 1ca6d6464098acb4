import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';
import type { JsonObject } from '../json';
import { nextEnvelope, SlackSession } from '../spec/slack.session';

let session: SlackSession;
beforeEach(async () => {
  session = await SlackSession.start({ WebClient, SocketModeClient });
});
afterEach(() => session.end());

describe('modal views', () => {
  const view = {
    type: 'modal' as const,
    callback_id: 'scale',
    title: { type: 'plain_text' as const, text: 'Scale' },
    submit: { type: 'plain_text' as const, text: 'Go' },
    blocks: [
      {
        type: 'input' as const,
        block_id: 'count',
        label: { type: 'plain_text' as const, text: 'Tasks' },
        element: { type: 'plain_text_input' as const, action_id: 'n' },
      },
    ],
  };

  async function trigger(socket: SocketModeClient): Promise<string> {
    const arriving = nextEnvelope(socket, 'slash_commands');
    const typed = session.type('scale');
    await (await arriving).ack();
    return String((await typed)['trigger_id']);
  }

  it('open once with a trigger_id that is not three seconds old', async () => {
    const socket = await session.connect();
    const used = await trigger(socket);
    await session.web.views.open({ trigger_id: used, view });
    await expect(session.web.views.open({ trigger_id: used, view })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    const late = await trigger(socket);
    await session.clock.advance(3001);
    await expect(session.web.views.open({ trigger_id: late, view })).rejects.toMatchObject({
      data: { error: 'expired_trigger_id' },
    });
    await expect(session.web.views.open({ trigger_id: '1.2.3', view })).rejects.toMatchObject({
      data: { error: 'invalid_trigger_id' },
    });
  });

  it('report what was filled in, show the errors they get back, and close', async () => {
    const socket = await session.connect();
    const { view: opened } = await session.web.views.open({ trigger_id: await trigger(socket), view });
    const id = String(opened?.id);
    await expect(session.lever('POST', 'submit', { user: 'ann', view_id: id, values: {} })).resolves.toMatchObject({
      outcome: 'not_sent',
      errors: { count: expect.any(String) as string },
    });
    const fillIn = async (n: string, response?: JsonObject): Promise<JsonObject[]> => {
      const arriving = nextEnvelope(socket, 'interactive');
      const submitted = session.lever('POST', 'submit', { user: 'ann', view_id: id, values: { count: { n } } });
      const { ack, body } = await arriving;
      await ack(response);
      return [body, await submitted];
    };
    const [body, refused] = await fillIn('many', { response_action: 'errors', errors: { count: 'A number' } });
    expect(body).toMatchObject({
      type: 'view_submission',
      view: {
        id,
        callback_id: 'scale',
        state: { values: { count: { n: { type: 'plain_text_input', value: 'many' } } } },
      },
    });
    expect(refused).toMatchObject({ outcome: 'acked', errors: { count: 'A number' } });
    expect((await session.screen()).modal).toMatchObject({ id });
    await fillIn('4');
    expect((await session.screen()).modal).toBeNull();
  });

  it('stack three high, and are not overwritten by who has an old hash', async () => {
    const socket = await session.connect();
    const { view: opened } = await session.web.views.open({ trigger_id: await trigger(socket), view });
    await session.web.views.push({ trigger_id: await trigger(socket), view });
    await session.web.views.push({ trigger_id: await trigger(socket), view });
    await expect(session.web.views.push({ trigger_id: await trigger(socket), view })).rejects.toMatchObject({
      data: { error: 'push_limit_reached' },
    });
    const again = { view_id: String(opened?.id), hash: String(opened?.hash), view };
    await session.web.views.update(again);
    await expect(session.web.views.update(again)).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
    const { submit: _submit, ...without } = view;
    await expect(session.web.views.update({ view_id: again.view_id, view: without })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: {
          messages: [
            '[ERROR] must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
          ],
        },
      },
    });
  });
});
