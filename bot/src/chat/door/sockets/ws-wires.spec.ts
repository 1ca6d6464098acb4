import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { WsWires } from './ws-wires';

let server: WebSocketServer;
let url: string;
beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

/** Connects, and resolves with both ends and what was heard, the next of which `next` waits for. */
async function connected() {
  const heard: string[] = [];
  let wake = (): void => {};
  const tell = (what: string): void => {
    heard.push(what);
    wake();
  };
  const wire = new WsWires().connect(url, {
    text: tell,
    pong: () => tell('pong'),
    closed: (why) => tell(`closed: ${why}`),
  });
  const next = async (): Promise<string | undefined> => {
    while (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return heard.shift();
  };
  const [far, { socket: raw }] = (await once(server, 'connection')) as [WebSocket, IncomingMessage];
  return { wire, far, raw, next };
}

describe('a WebSocket', () => {
  it('hears text and leaves everything else', async () => {
    const { far, next } = await connected();
    far.send(Buffer.from([0, 1, 2]));
    far.send('{"type":"hello"}');
    expect(await next()).toBe('{"type":"hello"}');
  });

  it('says what is to be said, and is told of pongs', async () => {
    const { wire, far, next } = await connected();
    far.send('hello');
    await next();
    const arriving = once(far, 'message') as Promise<[Buffer]>;
    await wire.send('{"envelope_id":"e1"}');
    expect(String((await arriving)[0])).toBe('{"envelope_id":"e1"}');
    wire.ping();
    expect(await next()).toBe('pong');
  });

  it('tells once that it is closed, by whomever; then nothing can be said any more', async () => {
    const { wire, far, next } = await connected();
    far.close(1000, 'bye');
    expect(await next()).toBe('closed: closed with 1000 bye');
    await expect(wire.send('late')).rejects.toThrow('closed');
    wire.ping();
    wire.close();
    wire.cut();
    const other = await connected();
    other.wire.cut();
    expect(await other.next()).toMatch(/^closed/);
  });

  it('survives what is no WebSocket frame, and says what was wrong', async () => {
    const { raw, next } = await connected();
    raw.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]));
    expect(await next()).toMatch(/^closed: Invalid WebSocket frame/);
  });

  it('tells that nobody answers, or not as a WebSocket does', async () => {
    server.close();
    await once(server, 'close');
    const why = await new Promise<string>((resolve) => {
      new WsWires().connect(url, { text: () => {}, pong: () => {}, closed: resolve });
    });
    expect(why).toMatch(/ECONNREFUSED/);
    expect(() => new WsWires().connect('no address', { text: () => {}, pong: () => {}, closed: () => {} })).toThrow(
      'Invalid URL',
    );
  });
});
