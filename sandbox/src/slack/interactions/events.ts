import { randomBytes } from 'node:crypto';
import type { Timer } from '../../kernel/clock';
import type { JsonObject } from '../json';
import type { Message } from '../workspace/message';
import { mentionsIn } from '../workspace/mentions';
import { APP, BOT, TEAM } from '../workspace/world';
import type { Delivered } from './event-delivery';
import type { InteractionParts } from './interaction';

/** An event that is not acknowledged comes again at once, after a minute, and after five (https://docs.slack.dev/apis/events-api). */
const RETRIES_MS = [0, 60_000, 300_000];

/**
 * Tells the app what people say, where it listens: `app_mention` in channels, `message` (of kind im) in its direct
 * messages. That is what a reasonable manifest subscribes to.
 */
export class Events {
  private readonly retries = new Set<Timer>();
  private isEnded = false;

  constructor(private readonly parts: Pick<InteractionParts, 'clock' | 'workspace' | 'delivery'>) {}

  /** @returns what became of the first attempt; undefined when the app does not listen to this. */
  async heard(message: Message): Promise<Delivered | undefined> {
    const event = this.eventOf(message);
    if (!event) return undefined;
    return this.attempt(callbackOf(event, this.parts.clock.now()), 0);
  }

  /** Nothing that is still to be told again is. */
  clear(): void {
    for (const timer of this.retries) timer.cancel();
    this.retries.clear();
  }

  /** For good: the app is told nothing more. */
  end(): void {
    this.isEnded = true;
    this.clear();
  }

  private async attempt(payload: JsonObject, attempt: number, reason = ''): Promise<Delivered> {
    const delivered = await this.parts.delivery.deliver({
      type: 'events_api',
      acceptsResponse: false,
      payload,
      ...(attempt > 0 && { retry: { attempt, reason } }),
    });
    const wait = RETRIES_MS[attempt];
    if (delivered.outcome !== 'acked' && wait !== undefined && !this.isEnded) {
      const why = delivered.outcome === 'operation_timeout' ? 'timeout' : 'http_error';
      const timer = this.parts.clock.after(wait, () => {
        this.retries.delete(timer);
        void this.attempt(payload, attempt + 1, why);
      });
      this.retries.add(timer);
    }
    return delivered;
  }

  private eventOf(message: Message): JsonObject | undefined {
    const channel = this.parts.workspace.channels.byId(message.channel);
    if (!channel?.members.has(BOT.userId) || message.user === BOT.userId) return undefined;
    const said = { ...this.parts.workspace.json(message), channel: channel.id, event_ts: message.ts };
    if (channel.directWith) return { ...said, channel_type: 'im' };
    return mentionsIn(message).has(BOT.userId) ? { ...said, type: 'app_mention' } : undefined;
  }
}

const callbackOf = (event: JsonObject, now: number): JsonObject => ({
  token: APP.verificationToken,
  team_id: TEAM.id,
  api_app_id: APP.id,
  event,
  type: 'event_callback',
  event_id: `Ev${randomBytes(5).toString('hex').toUpperCase()}`,
  event_time: Math.floor(now / 1000),
  authorizations: [
    { enterprise_id: null, team_id: TEAM.id, user_id: BOT.userId, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
  event_context: randomBytes(8).toString('hex'),
});
