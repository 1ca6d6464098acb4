import { NotPermittedError } from '../../domain/services/services.errors';
import { mend, ok, Untried } from '../../domain/checkup/checkup.types';
import type { Result } from '../../domain/checkup/checkup.types';
import { inWords } from '../doors/aws-errors';
import { PERMISSIONS } from '../permissions/permissions';

const MISSING = /NotFound(?:Exception)?$/;

/**
 * What became of a call that needs a permission.
 * @param role whose policy it is in; the bot's own where undefined
 * @throws Untried when what it was about is gone; UserError when AWS cannot be asked
 */
export async function permissionResult(
  action: string,
  role: string | undefined,
  call: Promise<unknown>,
): Promise<Result> {
  try {
    await call;
    return ok('allowed');
  } catch (error) {
    const said = inWords(error);
    if (said instanceof NotPermittedError) return withoutIt(action) ?? denied(action, role, said);
    if (error instanceof Error && MISSING.test(error.name)) throw new Untried(error.message.replace(/\.$/, ''));
    throw said;
  }
}

/** What the bot does without is no trouble, and is told all the same. */
function withoutIt(action: string): Result | undefined {
  const without = PERMISSIONS.find((permission) => permission.action === action)?.without;
  return without === undefined ? undefined : ok(`not allowed, and I do without. ${without}`);
}

/** What the error says to do is about the bot's own role, and only as good as AWS's words. */
function denied(action: string, role: string | undefined, said: NotPermittedError): Result {
  const whose = role === undefined ? 'my role' : role;
  const add = `Add "${action}" to the policy of ${whose}: \`npm run -s iam\` prints all of it.`;
  return mend('AWS does not allow it.', role === undefined && said.action === action ? said.next : add);
}
