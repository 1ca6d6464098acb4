import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One call of AWS, as the sandbox tells it. */
export interface AwsCall {
  /** Milliseconds since the epoch. */
  at: number;
  /** The service's name in a signature: `monitoring` for CloudWatch. */
  service: string;
  operation: string;
  status: number;
  userAgent: string;
  roleSessionName?: string;
  sourceIdentity?: string;
}

/** Where every stack of a run of the transcripts writes down the calls of AWS that it got. */
export const CALLS_FILE = join(__dirname, '..', '..', 'dist', '.calls', 'transcripts.ndjson');

/** Makes room for the calls of a new run. */
export function forgetCalls(): void {
  rmSync(CALLS_FILE, { force: true });
  mkdirSync(dirname(CALLS_FILE), { recursive: true });
}

/** The calls of the last run, oldest first for each stack; none where there was no run. */
export function recordedCalls(): AwsCall[] {
  if (!existsSync(CALLS_FILE)) return [];
  const lines = readFileSync(CALLS_FILE, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as AwsCall);
}

/** Which of the bot's two doors a call went through; undefined for a call that is not the bot's. */
export function doorOf({ userAgent }: AwsCall): 'look' | 'operate' | undefined {
  return /\bdoor\/(look|operate)\b/.exec(userAgent)?.[1] as 'look' | 'operate' | undefined;
}

/** What IAM calls the permission for a call: `cloudwatch:GetMetricData`. */
export function actionOf({ service, operation }: AwsCall): string {
  return `${service === 'monitoring' ? 'cloudwatch' : service}:${operation}`;
}
