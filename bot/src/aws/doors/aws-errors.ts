import { UserError } from '../../kernel/user-error';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { lookAt } from '../../domain/services/next-step.types';
import { ServiceNotFoundError } from '../../domain/services/services.errors';
import { isDenial, notPermitted } from '../permissions/denial';

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
/** The request may have arrived, and what it asked for may have been done. */
const UNANSWERED = new Set(['TimeoutError', 'ECONNRESET', 'EPIPE']);
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

/**
 * As `ask`, for what changes something: where AWS does not answer, nobody knows whether it was done, and that is said.
 * @throws UserError as `ask` does
 */
export async function askToChange<T>(ref: ServiceRef, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw isUnanswered(error) ? unanswered(ref, error) : inWords(error, ref);
  }
}

/** The domain's error for one of AWS's or the SDK's, or the error itself where there is none. */
export function inWords(error: unknown, ref?: ServiceRef): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const isA = (names: Set<string>): boolean => isNamed(error, names);
  if (ref && isA(MISSING)) return new ServiceNotFoundError(ref);
  if (isDenial(error)) return notPermitted(error);
  if (isA(THROTTLED))
    return new UserError({ what: 'AWS asks for fewer calls just now.', next: 'Try again in a minute.', cause: error });
  if (isA(OUT_OF_REACH))
    return new UserError({
      what: 'AWS cannot be reached just now.',
      why: inTime(error),
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

/** By its name, or by the code that Node gives what went wrong on the network. */
function isNamed(error: Error, names: Set<string>): boolean {
  const { code } = error as { code?: unknown };
  return names.has(error.name) || (typeof code === 'string' && names.has(code));
}

function isUnanswered(error: unknown): error is Error {
  return error instanceof Error && (isNamed(error, UNANSWERED) || isServerFault(error));
}

/** The SDK's words for its own timeout speak of its settings, which help nobody here. */
function inTime(error: Error): string {
  return error.name === 'TimeoutError' ? 'It did not answer in time.' : error.message;
}

/** That a change may have been made, though nobody can say so. */
export function unanswered(ref: ServiceRef, error: Error): UserError {
  const words = serviceWords(ref);
  return new UserError({
    what: `AWS did not say whether ${words} was changed: it may have been.`,
    why: inTime(error),
    next: 'Look how it is before you give the command again.',
    steps: [lookAt(ref)],
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
