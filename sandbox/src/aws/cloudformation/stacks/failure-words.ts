import { randomUUID } from 'node:crypto';
import { AwsFault } from '../../wire/fault';
import { HandlerError, type HandlerErrorCode } from '../providers/provider';

/** An SDK's error, as far as it is looked into. */
interface SdkError extends Error {
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

/** Why a resource failed, in the words that a stack's event has for it. */
export function failureWords(error: unknown): string {
  if (error instanceof AwsFault) return error.message;
  const { message, code } = handlerError(error as SdkError);
  return `Resource handler returned message: "${message}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${code})`;
}

function handlerError(error: SdkError): { message: string; code: HandlerErrorCode } {
  if (error instanceof HandlerError) return error;
  const { httpStatusCode = 0, requestId = '' } = error.$metadata ?? {};
  if (httpStatusCode === 0) return { message: `${error.name}: ${error.message}`, code: 'GeneralServiceException' };
  const message = `${error.message} (Error Code: ${error.name}, Status Code: ${httpStatusCode}, Request ID: ${requestId})`;
  return { message, code: codeOf(error.name, httpStatusCode) };
}

function codeOf(name: string, status: number): HandlerErrorCode {
  if (name.includes('AccessDenied')) return 'AccessDenied';
  if (/AlreadyExists|Duplicate|ResourceExists/.test(name)) return 'AlreadyExists';
  if (name.includes('NotFound')) return 'NotFound';
  return status < 500 ? 'InvalidRequest' : 'GeneralServiceException';
}
