import { NotPermittedError } from '../../domain/services/services.errors';
import { PERMISSIONS } from './permissions';

const DENIED = /^AccessDenied|^UnauthorizedOperation/;

/** Whether an error of an SDK client is AWS's word that the bot may not. */
export function isDenial(error: Error): boolean {
  return DENIED.test(error.name);
}

/**
 * What AWS denied, in words that say which permission is missing and which policy to add it to.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function notPermitted(error: Error): NotPermittedError {
  const action = /perform: ([\w-]+:\w+)/.exec(error.message)?.[1];
  return new NotPermittedError(action, { why: error.message, next: nextOf(action, error.message), cause: error });
}

function nextOf(action: string | undefined, said: string): string {
  if (action === undefined) return 'Add what is missing to the policy of my role.';
  if (/explicit deny/.test(said)) return `A policy denies "${action}" outright: make an exception for me in that one.`;
  const known = PERMISSIONS.find((permission) => permission.action === action);
  if (known === undefined) return `Add "${action}" to the policy of my role.`;
  if (known.sid === 'TakeOnRoles') {
    return `Add "${action}" to the policy of my role, as \`npm run -s iam -- --assume\` prints it, and to the trust policy of the role that I take on.`;
  }
  return known.door === 'look'
    ? `Add "${action}" to the policy of my role: \`npm run -s iam\` prints all of it.`
    : `Add "${action}" to the policy of the role that I change things with: \`npm run -s iam -- --operate\` prints all of it.`;
}
