import type { Actor } from '../../domain/access/access.types';
import type { Message, MessageRef } from '../slack/message.types';

/** How an answer gets back to the one who asked. The receiver gives one with every invocation. */
export abstract class Replies {
  /** Says something that only the asker sees. */
  abstract answer(message: Message): Promise<void>;
  /** Puts `message` in the place of the message whose button was clicked; without one it is an answer. */
  abstract replace(message: Message): Promise<void>;
  /** Says privately that an answer takes long, unless it was given meanwhile. Best effort: it may not be delivered. */
  abstract hint(message: Message): Promise<void>;
}

export interface InvocationParts {
  /** Names this one command: in the log, in the audit record and in the user agent of AWS calls that change something. */
  id: string;
  actor: Actor;
  /** The channel's id. */
  channel: string;
  /** What was typed, or what the button that was clicked stands for: `/ecs scale primes-api 4`. */
  said: string;
  /** The message whose button was clicked. */
  clicked?: MessageRef & { ephemeral: boolean };
  /** What that button says. */
  pressed?: string;
  replies: Replies;
}

/** One thing that somebody asked for: by a slash command, a mention or a button. Handlers get it as their context. */
export class Invocation {
  readonly id: string;
  readonly actor: Actor;
  readonly channel: string;
  readonly said: string;
  readonly clicked: (MessageRef & { ephemeral: boolean }) | undefined;
  readonly pressed: string | undefined;

  constructor(private readonly parts: InvocationParts) {
    this.id = parts.id;
    this.actor = { ...parts.actor, command: parts.id };
    this.channel = parts.channel;
    this.said = parts.said;
    this.clicked = parts.clicked;
    this.pressed = parts.pressed;
  }

  /** Says something that only the asker sees. Does not throw: an answer that cannot be delivered is logged. */
  answer(message: Message): Promise<void> {
    return this.parts.replies.answer(message);
  }

  /** Puts `message` in the place of the clicked one. Does not throw. */
  replace(message: Message): Promise<void> {
    return this.parts.replies.replace(message);
  }

  /** Says privately that the answer takes long; nothing once there is one. Does not throw. */
  hint(message: Message): Promise<void> {
    return this.parts.replies.hint(message);
  }

  /** The same asker in the same place, asking something else. */
  saying(said: string): Invocation {
    return new Invocation({ ...this.parts, said });
  }
}
