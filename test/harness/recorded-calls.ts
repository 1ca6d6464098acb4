import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

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

const FOLDER = join(__dirname, '..', '..', 'dist', '.calls');

/** Where one stack writes down the calls of AWS that it got; another, which may run beside it, has a file of its own. */
export const callsFile = (): string => join(FOLDER, `${randomUUID()}.ndjson`);

/** Makes room for the calls of a new run. */
export function forgetCalls(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

/** The calls of the last run, oldest first for each stack; none where there was no run. */
export function recordedCalls(): AwsCall[] {
  if (!existsSync(FOLDER)) return [];
  const texts = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));
  const lines = texts.flatMap((text) => text.split('\n')).filter(Boolean);
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
