import { Logger } from '@nestjs/common';
import type { App, ReceiverEvent } from '@slack/bolt';
import { SocketReceiver } from './socket-receiver';
import type { SocketPool } from './sockets/socket-pool';

beforeAll(() => Logger.overrideLogger(false));

/** @param listens what Bolt does with each event that it is handed */
function setUp(listens: (event: ReceiverEvent) => Promise<void>) {
  const receiver = new SocketReceiver({} as SocketPool);
  const taken: unknown[] = [];
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    taken.push(event.body);
    await listens(event);
  };
  receiver.init({ processEvent } as App);
  const sent: unknown[] = [];
  const take = (id: string, ack = async (payload?: object) => void sent.push(payload)): Promise<void> =>
    receiver.take({ kind: 'envelope', id, payload: { id } }, ack);
  return { take, taken, sent };
}

describe('what the sockets hear', () => {
  it('goes to Bolt, whose acknowledgement goes back as Slack wants it', async () => {
    const { take, taken, sent } = setUp(({ ack, body }) =>
      ack(body['id'] === 'e1' ? 'a text' : { response_action: 'clear' }),
    );
    await take('e1');
    await take('e2');
    expect(taken).toEqual([{ id: 'e1' }, { id: 'e2' }]);
    expect(sent).toEqual([{ text: 'a text' }, { response_action: 'clear' }]);
  });

  it('is acknowledged once, listened to or not, and also where Bolt stumbles over it', async () => {
    const { take, sent } = setUp(async ({ ack, body }) => {
      if (body['id'] === 'e1') await ack().then(() => ack());
      if (body['id'] === 'e3') throw new TypeError('Cannot read properties of null');
    });
    await take('e1');
    await take('e2');
    await take('e3');
    expect(sent).toHaveLength(2);
  });

  it('is handed on once, whichever of the sockets it comes through again', async () => {
    const { take, taken, sent } = setUp(({ ack }) => ack());
    await Promise.all([take('e1'), take('e1')]);
    await take('e1');
    expect(taken).toHaveLength(1);
    expect(sent).toHaveLength(3);
  });

  it('is handed on again when it could not be acknowledged, and not once it was', async () => {
    const { take, taken } = setUp(({ ack }) => ack());
    const closed = () => Promise.reject(new Error('closed'));
    await take('e1', closed);
    await take('e1');
    await take('e1', closed);
    await take('e1');
    expect(taken).toHaveLength(2);
  });
});
