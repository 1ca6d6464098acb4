import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { UserError } from '../../kernel/user-error';
import type { TypedWords } from '../words/commands';

/** A command to which nothing is missing but the service that it is about. */
export class MissingServiceError extends UserError {
  constructor(
    error: UserError,
    /** What was typed, the command's name first. */
    private readonly words: readonly string[],
    /** The environment that was named with it. */
    readonly env: string | undefined,
  ) {
    super(error);
  }

  /** The same command, about a service. */
  about(ref: ServiceRef): TypedWords {
    const [name = '', ...rest] = this.words;
    return { typed: [name, serviceWords(ref), ...rest] };
  }
}
