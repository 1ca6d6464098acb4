import { UserError } from '../../kernel/user-error';

/** A container has no log, or none that can be read where the bot looks. */
export class LogUnreadableError extends UserError {
  constructor(container: string, { why, next, cause }: { why: string; next?: string; cause?: unknown }) {
    super({ what: `I cannot read the log of ${container}.`, why, next, cause });
  }
}
