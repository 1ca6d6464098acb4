import type { SocketModeClient } from '@slack/socket-mode';
import type { Logger, WebClient } from '@slack/web-api';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { recordTried } from '../../kernel/spec/tried';
import { isObject, type JsonObject } from '../json';
import type { Screen } from '../screen/screen';
import { startSlack, type Slack } from '../slack.server';
import { CHANNELS } from '../workspace/world';
import { Guard } from '../../kernel/guard/guard';

/** Slack's own clients, handed in by the specs: nothing else here may depend on them. */
export interface Sdk {
  WebClient: typeof WebClient;
  SocketModeClient: typeof SocketModeClient;
}

/** What a Socket Mode client hands to its listeners. */
export interface Envelope {
  ack: (response?: JsonObject) => Promise<void>;
  body: JsonObject;
}

export const OPS = CHANNELS[0];

/** The stand-in on a free port with a clock that stands still, and an app and people to use it: what its specs drive. */
export class SlackSession {
  private readonly sockets: SocketModeClient[] = [];

  private constructor(
    private readonly sdk: Sdk,
    readonly clock: ManualClock,
    readonly slack: Slack,
    readonly web: WebClient,
  ) {}

  static async start(sdk: Sdk, pageFolder = '/nowhere'): Promise<SlackSession> {
    const clock = new ManualClock();
    const slack = await startSlack({ port: 0, host: '127.0.0.1', guard: new Guard(), clock, pageFolder });
    return new SlackSession(sdk, clock, slack, webClient(sdk, slack, 'xoxb-sandbox'));
  }

  async end(): Promise<void> {
    await this.writeDownCalls();
    await Promise.all(this.sockets.map((socket) => socket.disconnect()));
    await this.slack.close();
  }

  clientFor(token: string): WebClient {
    return webClient(this.sdk, this.slack, token);
  }

  /** Connects the app; resolves after Slack's hello. */
  async connect(): Promise<SocketModeClient> {
    const socket = new this.sdk.SocketModeClient({
      appToken: 'xapp-sandbox',
      autoReconnectEnabled: false,
      logger: silent,
      clientOptions: { slackApiUrl: `${this.slack.url}/api/` },
    });
    this.sockets.push(socket);
    await socket.start();
    return socket;
  }

  /** What the Web API was asked through its own client, and did. */
  private async writeDownCalls(): Promise<void> {
    const calls = (await (await fetch(`${this.slack.url}/_sandbox/calls`)).json()) as {
      method: string;
      status: number;
      error?: string;
    }[];
    for (const { method, status, error } of calls) {
      if (status === 200 && error === undefined && method !== 'response_url') recordTried('slack', method);
    }
  }

  /** @returns the answer with its HTTP status; a list as `list`. */
  async lever(method: 'GET' | 'POST' | 'DELETE', name: string, args: JsonObject = {}): Promise<JsonObject> {
    if (name === 'reset') await this.writeDownCalls();
    const query = new URLSearchParams(
      Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)])),
    );
    const response = await fetch(
      `${this.slack.url}/_sandbox/${name}${method === 'GET' ? `?${query.toString()}` : ''}`,
      {
        method,
        ...(method !== 'GET' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(args) }),
      },
    );
    const text = await response.text();
    const body: unknown = text === '' ? {} : JSON.parse(text);
    return isObject(body) ? { status: response.status, ...body } : { status: response.status, list: body };
  }

  /** Ann types a command in #ops. */
  type(text: string): Promise<JsonObject> {
    return this.lever('POST', 'command', { user: 'ann', channel: '#ops', text });
  }

  /** Ann types a command, and the app acknowledges it. @returns what the app was told. */
  async typeAcked(socket: SocketModeClient, text: string, response?: JsonObject): Promise<JsonObject> {
    return this.acked(socket, 'slash_commands', () => this.type(text), response);
  }

  /** Does something and acknowledges what the app is told of it. @returns what it was told. */
  async acked(
    socket: SocketModeClient,
    kind: string,
    act: () => Promise<JsonObject>,
    response?: JsonObject,
  ): Promise<JsonObject> {
    const arriving = nextEnvelope(socket, kind);
    const acting = act();
    const { ack, body } = await arriving;
    await ack(response);
    await acting;
    return body;
  }

  async screen(user = 'ann', channel = '#ops'): Promise<Screen> {
    return (await this.lever('GET', 'screen', { user, channel })) as unknown as Screen;
  }

  /** The bot posts to #ops. */
  post(text: string, more: JsonObject = {}) {
    const message = { channel: OPS.id, text, ...more };
    return this.web.chat.postMessage(message);
  }
}

export const nextEnvelope = (socket: SocketModeClient, kind: string): Promise<Envelope> =>
  new Promise((resolve) => void socket.once(kind, (envelope: Envelope) => resolve(envelope)));

function webClient(sdk: Sdk, slack: Slack, token: string): WebClient {
  return new sdk.WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

const ignore = (): void => {};
const silent = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => 'error',
  setName: ignore,
} as unknown as Logger;
