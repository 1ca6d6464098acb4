import { messageOf } from '../../kernel/message-of';
import { UserError } from '../../kernel/user-error';

/** What was done is written down somewhere that does not answer. */
export class HistoryUnreadError extends UserError {
  constructor(cause: unknown) {
    super({
      what: 'I cannot read the record of what was done.',
      why: messageOf(cause),
      next: 'What AWS says of a service can be looked at all the same.',
      cause,
    });
  }
}
