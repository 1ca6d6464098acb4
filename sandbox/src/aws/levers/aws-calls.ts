import { appendFileSync } from 'node:fs';
import { CallLog } from '../../kernel/call-log';

/** One call of AWS, as `/_sandbox/calls` answers it. */
export interface AwsCall {
  /** Epoch milliseconds. */
  at: number;
  /** The service's name in a credential scope. */
  service: string;
  operation: string;
  /** HTTP status; 0 where the connection was cut. */
  status: number;
  accessKeyId: string;
  userAgent: string;
  roleSessionName?: string;
  sourceIdentity?: string;
}

/**
 * @param file where each call is also appended as a line of JSON; it survives a reset.
 * @throws Error that names the variable when the file cannot be written
 */
export function awsCallLog(file: string | undefined): CallLog<AwsCall> {
  if (file) proveWritable(file);
  return new CallLog<AwsCall>(file ? (call) => appendFileSync(file, `${JSON.stringify(call)}\n`) : undefined);
}

function proveWritable(file: string): void {
  try {
    appendFileSync(file, '');
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(
      `Calls cannot be written to ${file} (${why}). Set SANDBOX_CALLS_FILE to a file in a folder that exists.`,
      { cause: error },
    );
  }
}
