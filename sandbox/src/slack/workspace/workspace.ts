import type { Clock } from '../../kernel/clock';
import { Changes } from './changes';
import { Channels } from './channels';
import { fileJson, Files } from './files';
import { GrantedScopes } from './granted-scopes';
import { messageJson, type Message } from './message';
import { Messages } from './messages';
import { Reading } from './reading';
import { Timestamps } from './timestamps';
import { Views } from './views';
import type { JsonObject } from '../json';

/** Everything the stand-in remembers of its workspace, in memory. */
export class Workspace {
  readonly changes = new Changes();
  readonly channels = new Channels();
  readonly granted = new GrantedScopes();
  readonly timestamps: Timestamps;
  readonly messages: Messages;
  readonly reading: Reading;
  readonly files = new Files();
  readonly views = new Views(() => this.changes.announce(null));

  constructor(clock: Clock) {
    this.timestamps = new Timestamps(clock);
    this.messages = new Messages(this.timestamps, {
      posted: (message) => this.reading.notePosted(message),
      changed: (channel) => this.changes.announce(channel),
    });
    this.reading = new Reading(this.channels, this.messages);
  }

  /** A message with what is known of its thread, as Slack's methods and payloads carry it. */
  json(message: Message, options: { withMetadata?: boolean } = {}): JsonObject {
    const files = (message.files ?? []).flatMap((id) => this.files.find(id) ?? []).map(fileJson);
    const json = messageJson(message, this.messages.replies(message.channel, message.ts), options);
    return files.length > 0 ? { ...json, files } : json;
  }

  /** Messages, views and what is unread go, scopes are granted as at the start; channels and people stay. */
  reset(): void {
    this.granted.reset();
    this.messages.clear();
    this.files.clear();
    this.views.clear();
    this.reading.clear();
    this.changes.announce(null);
  }
}
