import { mend, ok, Untried } from '../../kernel/check';
import type { Result } from '../../kernel/check';
import { inWords } from '../aws-errors';

const DENIED = /^AccessDenied|^UnauthorizedOperation/;
const MISSING = /NotFound(?:Exception)?$/;

/** Whether AWS, or what was made of its word, says that the bot may not. */
export function isDenial(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return DENIED.test(error.name) || isDenial(error.cause);
}

/**
 * What became of a call that needs a permission.
 * @param role whose policy it is in; the bot's own where undefined
 * @throws Untried when what it was about is gone; UserError when AWS cannot be asked
 */
export async function tried(action: string, role: string | undefined, call: Promise<unknown>): Promise<Result> {
  try {
    await call;
    return ok('allowed');
  } catch (error) {
    if (isDenial(error)) return denied(action, role);
    if (error instanceof Error && MISSING.test(error.name)) throw new Untried(error.message.replace(/\.$/, ''));
    throw inWords(error);
  }
}

function denied(action: string, role: string | undefined): Result {
  const whose = role ? `of ${role}` : "of the bot's role";
  return mend('AWS does not allow it.', `Add "${action}" to the policy ${whose}; npm run -s iam prints all of it.`);
}
