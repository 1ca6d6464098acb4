import { BOT, CHANNELS, PEOPLE, type Person } from './world';

/** A channel, or the direct message between the app and one person. */
export interface Channel {
  id: string;
  /** Without #; a direct message has Slack's own stand-in name. */
  name: string;
  /** Set for a direct message: the person at the other end. */
  directWith?: string;
  isPrivate: boolean;
  isArchived: boolean;
  purpose: string;
  /** User ids. */
  members: Set<string>;
}

/** The conversations there are. They outlive a reset. */
export class Channels {
  private readonly channels: Channel[] = [
    ...CHANNELS.map(({ id, name, purpose }) => ({
      id,
      name,
      isPrivate: false,
      isArchived: false,
      purpose,
      members: new Set([BOT.userId, ...PEOPLE.map((person) => person.id)]),
    })),
    ...PEOPLE.map(directMessage),
  ];

  all(): readonly Channel[] {
    return this.channels;
  }

  /** By id alone, as most methods want it. */
  byId(id: string): Channel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /**
   * By id, by name with or without #, or by the id or @handle of a person, which means the direct message with them:
   * what chat.postMessage takes (https://docs.slack.dev/reference/methods/chat.postMessage/#channels).
   */
  find(idOrName: string): Channel | undefined {
    const person = PEOPLE.find(({ id, name }) => id === idOrName || `@${name}` === idOrName);
    if (person) return this.byId(person.directMessage);
    const name = idOrName.replace(/^#/, '');
    return this.byId(idOrName) ?? this.channels.find((channel) => !channel.directWith && channel.name === name);
  }
}

const directMessage = (person: Person): Channel => ({
  id: person.directMessage,
  name: 'directmessage',
  directWith: person.id,
  isPrivate: true,
  isArchived: false,
  purpose: '',
  members: new Set([BOT.userId, person.id]),
});
