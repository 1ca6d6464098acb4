import { randomBytes } from 'node:crypto';
import { isObject, objectsIn, type JsonObject } from '../json';
import type { Message } from './message';
import type { Timestamps } from './timestamps';

/** What a new message says, and to whom; everything else is the workspace's to add. */
export type Draft = Pick<Message, 'channel' | 'user' | 'text'> &
  Partial<Omit<Message, 'ts' | 'channel' | 'user' | 'text' | 'editedTs' | 'reactions'>>;

export interface Edit {
  text?: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
  /** null takes it away. */
  metadata?: JsonObject | null;
}

/** Every message there is, oldest first in each channel. */
export class Messages {
  private messages: Message[] = [];

  /** @param told of each message once it stands, and of each channel in which something changed. */
  constructor(
    private readonly timestamps: Timestamps,
    private readonly told: { posted(message: Message): void; changed(channel: string): void },
  ) {}

  post(draft: Draft): Message {
    const message: Message = {
      attachments: [],
      reactions: [],
      ...draft,
      blocks: withIds(draft.blocks ?? []),
      threadTs: draft.threadTs && this.threadOf(draft.channel, draft.threadTs),
      ts: this.timestamps.next(),
    };
    this.messages.push(message);
    this.told.posted(message);
    this.told.changed(message.channel);
    return message;
  }

  /** What is left out stays as it was. */
  edit(message: Message, edit: Edit): void {
    if (edit.text !== undefined) message.text = edit.text;
    if (edit.blocks) message.blocks = withIds(edit.blocks);
    if (edit.attachments) message.attachments = edit.attachments;
    if (edit.metadata !== undefined) message.metadata = edit.metadata ?? undefined;
    message.editedTs = this.timestamps.next();
    this.told.changed(message.channel);
  }

  /** @returns false when that user has reacted so before. */
  react(message: Message, name: string, user: string): boolean {
    const reaction = message.reactions.find((candidate) => candidate.name === name);
    if (reaction?.users.includes(user)) return false;
    if (reaction) reaction.users.push(user);
    else message.reactions.push({ name, users: [user] });
    this.told.changed(message.channel);
    return true;
  }

  remove(message: Message): void {
    this.messages = this.messages.filter((other) => other !== message);
    this.told.changed(message.channel);
  }

  /** One that everybody in the channel can see; undefined for a private one, as for Slack's own methods. */
  find(channel: string, ts: string): Message | undefined {
    return this.public(channel).find((message) => message.ts === ts);
  }

  /** One that this person sees, private ones of theirs included. */
  findSeen(channel: string, ts: string, user: string): Message | undefined {
    return this.seenBy(channel, user).find((message) => message.ts === ts);
  }

  /** What the history of a channel holds, replies included. */
  public(channel: string): Message[] {
    return this.messages.filter((message) => message.channel === channel && !message.ephemeralFor);
  }

  seenBy(channel: string, user: string): Message[] {
    return this.messages.filter(
      (message) => message.channel === channel && (!message.ephemeralFor || message.ephemeralFor === user),
    );
  }

  /** Of the thread that this message began. */
  replies(channel: string, ts: string): Message[] {
    return this.public(channel).filter((message) => message.threadTs === ts);
  }

  clear(): void {
    this.messages = [];
  }

  /** Answering a reply means answering what it replied to. */
  private threadOf(channel: string, ts: string): string {
    return this.find(channel, ts)?.threadTs ?? ts;
  }
}

/** Slack gives every block and every interactive element the id that its author left out. */
export function withIds(blocks: JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const marked: JsonObject = { ...block, block_id: block['block_id'] ?? shortId() };
    if (block['type'] === 'actions' || block['type'] === 'context_actions') {
      marked['elements'] = objectsIn(block['elements']).map(withActionId);
    }
    for (const place of ['accessory', 'element']) {
      const element = block[place];
      if (isObject(element) && element['type'] !== 'image') marked[place] = withActionId(element);
    }
    return marked;
  });
}

const withActionId = (element: JsonObject): JsonObject => ({
  ...element,
  action_id: element['action_id'] ?? shortId(),
});

const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);
