import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer, type RawData } from 'ws';
import { handedOn, type Answered, type Asked } from './forward';

/** A call of a method of Slack's Web API that went by. */
export interface SlackCall {
  method: string;
  /** Its arguments as they were sent. */
  text: string;
}

/** What comes through a socket: `hello` and `disconnect` have no id. */
interface Envelope {
  type: string;
  envelope_id?: string;
}

/** What stands between the bot and the sandbox's Slack: its Web API and its sockets. */
export class SlackWire {
  readonly calls: SlackCall[] = [];
  /** What was delivered to the bot's sockets, oldest first: once more for each that was delivered twice. */
  readonly delivered: Envelope[] = [];
  /** The methods whose answers were lost. */
  readonly lost: string[] = [];
  private readonly sockets = new WebSocketServer({ noServer: true });
  private twice: { types: string[]; afterMs: number } = { types: [], afterMs: 0 };
  /** How many more answers of a method are lost. */
  private readonly losses = new Map<string, number>();

  constructor(private readonly sandbox: string) {}

  /** Delivers envelopes of these types (`slash_commands`, `interactive`, `events_api`) again, so much later. */
  deliverTwice(types: string[], afterMs: number): void {
    this.twice = { types, afterMs };
  }

  /** Says something of the test's own to the bot, through each of its sockets. */
  says(frame: string | Buffer): void {
    for (const bot of this.sockets.clients) bot.send(frame);
  }

  /** Has the next calls of a method carried out, and the connection cut before their answer. */
  loseAnswers(method: string, times = 1): void {
    this.losses.set(method, times);
  }

  /** Changes nothing any more; what went by stays known. */
  letAllBy(): void {
    this.deliverTwice([], 0);
    this.losses.clear();
  }

  async pass(asked: Asked): Promise<Answered | 'dropped'> {
    const method = asked.path.split('/').at(-1)!;
    this.calls.push({ method, text: asked.body.toString() });
    const answered = await handedOn(this.sandbox, asked);
    const left = this.losses.get(method) ?? 0;
    if (left === 0) return answered;
    this.losses.set(method, left - 1);
    this.lost.push(method);
    return 'dropped';
  }

  /** Puts a socket to the sandbox behind each socket that is opened here. */
  joinSockets(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.sockets.handleUpgrade(request, socket, head, (bot) => this.join(bot, request.url ?? '/'));
    });
  }

  close(): void {
    for (const bot of this.sockets.clients) bot.terminate();
  }

  private join(bot: WebSocket, path: string): void {
    const slack = new WebSocket(this.sandbox.replace(/^http/, 'ws') + path);
    const opened = new Promise<void>((resolve) => slack.once('open', resolve));
    bot.on('message', (frame) => void opened.then(() => slack.send(textOf(frame))));
    bot.on('ping', (data) => void opened.then(() => slack.ping(data)));
    slack.on('ping', (data) => bot.ping(data));
    slack.on('message', (frame) => this.deliver(bot, textOf(frame)));
    bot.on('close', () => slack.terminate());
    slack.on('close', () => bot.terminate());
    for (const end of [bot, slack]) end.on('error', () => end.terminate());
  }

  private deliver(bot: WebSocket, text: string): void {
    const envelope = JSON.parse(text) as Envelope;
    const send = () => {
      this.delivered.push(envelope);
      bot.send(text);
    };
    send();
    if (this.twice.types.includes(envelope.type)) setTimeout(send, this.twice.afterMs);
  }
}

function textOf(frame: RawData): string {
  return Array.isArray(frame) ? Buffer.concat(frame).toString() : Buffer.from(frame as Buffer).toString();
}
