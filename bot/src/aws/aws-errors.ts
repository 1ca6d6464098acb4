import { UserError } from '../kernel/user-error';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { ServiceNotFoundError } from '../domain/services/services.errors';

/** The names by which AWS's errors and the SDK's own are known. */
const THROTTLED = new Set(['ThrottlingException', 'Throttling', 'TooManyRequestsException', 'RequestLimitExceeded']);
const MISSING = new Set(['ServiceNotFoundException', 'ClusterNotFoundException', 'ServiceNotActiveException']);
const REFUSED = new Set([
  'ClientException',
  'InvalidParameterException',
  'InvalidParameterValueException',
  'ValidationException',
  'ValidationError',
  'ObjectNotFoundException',
  'UnsupportedFeatureException',
  'PlatformUnknownException',
]);
const OUT_OF_REACH = new Set(['TimeoutError', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'EPIPE']);

/**
 * Asks AWS something, and turns its refusal into the domain's words.
 * @param ref the service it is about, where it is about one
 * @throws UserError for everything that a person can understand and mend; anything else as it came
 */
export async function ask<T>(ref: ServiceRef | undefined, question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw inWords(error, ref);
  }
}

/** The domain's error for one of AWS's or the SDK's, or the error itself where there is none. */
export function inWords(error: unknown, ref?: ServiceRef): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const code = (error as { code?: unknown }).code;
  const isA = (names: Set<string>): boolean => names.has(error.name) || (typeof code === 'string' && names.has(code));
  if (ref && isA(MISSING)) return new ServiceNotFoundError(ref);
  if (/^AccessDenied|^UnauthorizedOperation/.test(error.name)) return denied(error);
  if (isA(THROTTLED))
    return new UserError({ what: 'AWS asks for fewer calls just now.', next: 'Try again in a minute.', cause: error });
  if (isA(OUT_OF_REACH))
    return new UserError({
      what: 'AWS cannot be reached just now.',
      why: error.message,
      next: 'Try again in a minute.',
      cause: error,
    });
  if (/Credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient/.test(error.name))
    return withoutCredentials(error);
  if (isA(REFUSED)) return new UserError({ what: 'AWS refused that.', why: error.message, cause: error });
  if (isServerFault(error))
    return new UserError({
      what: 'AWS has trouble just now.',
      why: error.message,
      next: 'Try again in a minute.',
      cause: error,
    });
  return error;
}

function denied(error: Error): UserError {
  const action = /perform: ([\w-]+:\w+)/.exec(error.message)?.[1];
  return new UserError({
    what: action ? `AWS does not let me call ${action}.` : 'AWS does not let me do that.',
    why: error.message,
    next: action ? `Add "${action}" to the policy of my role.` : 'Add what is missing to the policy of my role.',
    cause: error,
  });
}

function withoutCredentials(error: Error): UserError {
  return new UserError({
    what: 'I have no valid credentials for AWS.',
    why: error.message,
    next: 'Give the bot a role, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and start it again.',
    cause: error,
  });
}

function isServerFault(error: Error): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return ($metadata?.httpStatusCode ?? 0) >= 500;
}
