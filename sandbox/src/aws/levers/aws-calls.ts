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

/** @param file where each call is also appended as a line of JSON; it survives a reset. */
export function awsCallLog(file: string | undefined): CallLog<AwsCall> {
  return new CallLog<AwsCall>(file ? (call) => appendFileSync(file, `${JSON.stringify(call)}\n`) : undefined);
}
