import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { SecretSource } from '../secrets.port';
import { UNABLE_TO_PULL } from './launch-denied';

/** A container's variables that come from secrets. */
export type SecretVariables = { ok: true; variables: Record<string, string> } | { ok: false; reason: string };

/**
 * Reads every secret that a task definition's containers name; a task starts with all of them or not at all.
 * @param container whose variables are answered
 * @returns the variables, or why the task cannot start: ECS's "ResourceInitializationError: …"
 */
export function readSecrets(
  { containerDefinitions = [] }: TaskDefinition,
  container: string | undefined,
  source: SecretSource,
): SecretVariables {
  const variables: Record<string, string> = {};
  for (const { name: owner, secrets = [] } of containerDefinitions) {
    for (const { name = '', valueFrom = '' } of secrets) {
      const read = readOne(valueFrom, source);
      if (!read.ok) return { ok: false, reason: `${UNABLE}: ${read.reason}` };
      if (owner === container) variables[name] = read.text;
    }
  }
  return { ok: true, variables };
}

const UNABLE = `${UNABLE_TO_PULL}: execution resource retrieval failed`;
const RETRIED = 'service call has been retried 1 time(s)';

type Read = { ok: true; text: string } | { ok: false; reason: string };

/** @param valueFrom a secret's ARN with `:json-key:version-stage:version-id` behind it, or a Systems Manager parameter: there is none here. */
function readOne(valueFrom: string, source: SecretSource): Read {
  if (!/^arn:[^:]+:secretsmanager:/.test(valueFrom))
    return {
      ok: false,
      reason: `unable to retrieve secrets from ssm: ${RETRIED}: invalid ssm parameters: ${valueFrom}`,
    };
  const parts = valueFrom.split(':');
  const arn = parts.slice(0, ARN_PARTS).join(':');
  const [key = '', versionStage, versionId] = parts.slice(ARN_PARTS);
  const read = source.read({ arn, versionStage: versionStage || undefined, versionId: versionId || undefined });
  const unable = `unable to retrieve secret from asm: ${RETRIED}`;
  if (!read.ok)
    return { ok: false, reason: `${unable}: failed to fetch secret ${arn} from secrets manager: ${read.reason}` };
  if (key === '') return read;
  const value = memberOf(read.text, key);
  if (value !== undefined) return { ok: true, text: typeof value === 'string' ? value : JSON.stringify(value) };
  return { ok: false, reason: `${unable}: retrieved secret from Secrets Manager did not contain json key ${key}` };
}

/** `arn:aws:secretsmanager:region:account:secret:name-XXXXXX` */
const ARN_PARTS = 7;

function memberOf(text: string, key: string): unknown {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null)?.[key];
  } catch {
    return undefined;
  }
}
