import { Injectable } from '@nestjs/common';
import { WebSocket } from 'ws';
import { Wires } from './wire';
import type { Wire, WireEvents } from './wire';

const HANDSHAKE_MS = 10_000;

/** WebSockets of the machine. */
@Injectable()
export class WsWires extends Wires {
  override connect(url: string, events: WireEvents): Wire {
    const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS, perMessageDeflate: false });
    let trouble: string | undefined;
    // An error without a listener would end the process; `close` follows each.
    socket.on('error', (error) => (trouble = error.message));
    socket.on('close', (code, reason) => events.closed(trouble ?? `closed with ${code} ${reason.toString()}`.trim()));
    socket.on('pong', () => events.pong());
    // Slack sends text alone.
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) events.text(data.toString());
    });
    return {
      send: (text) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The socket to Slack is closed.'));
          socket.send(text, (error) => (error ? reject(error) : resolve()));
        }),
      ping: () => {
        if (socket.readyState === WebSocket.OPEN) socket.ping();
      },
      close: () => socket.close(1000),
      cut: () => socket.terminate(),
    };
  }
}
