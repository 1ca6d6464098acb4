import { Injectable, Logger } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { UserError } from '../../kernel/user-error';
import type { Invocation } from './invocation';
import { ownTrouble, userTrouble } from './trouble.view';

/** Tells people what went wrong. */
@Injectable()
export class Trouble {
  private readonly logger = new Logger(Trouble.name);

  /** A UserError becomes its own sentences; anything else an incident id here and a stack in the log. Never throws. */
  async tell(error: unknown, invocation: Invocation): Promise<void> {
    if (!(error instanceof UserError)) return this.own(error, invocation);
    if (error.cause) this.logger.warn({ msg: error.message, command: invocation.id, cause: stackOf(error.cause) });
    try {
      await invocation.answer(userTrouble(error));
    } catch (fault) {
      // Whatever is wrong with these words, the person is not left without any.
      await this.own(fault, invocation);
    }
  }

  private async own(fault: unknown, invocation: Invocation): Promise<void> {
    const incident = newId('err');
    this.logger.error({ msg: invocation.said, incident, command: invocation.id, stack: stackOf(fault) });
    await invocation.answer(ownTrouble(incident)).catch((error: unknown) => {
      this.logger.error({ msg: 'It could not be told either.', incident, stack: stackOf(error) });
    });
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
