import { DENIED, UNREACHABLE } from './start-rules';
import type { Family } from './start-rules';

const MISSING =
  /ResourceNotFound|can't find the specified secret|invalid (?:ssm )?parameters?\b|ParameterNotFound|marked for deletion|marked deleted|does not exist|cannot find/i;
const SECRET = [
  /(arn:aws[\w-]*:(?:secretsmanager|ssm):[^\s,;'")]*[^\s,;'"):])/,
  /invalid (?:ssm )?parameters?:? \[?([^\s,\]]+)/,
  /(?:secret|parameter) ['"]?(\/?[\w+=.@-]+(?:\/[\w+=.@-]+)*)['"]?(?= from\b| does\b| was\b|:)/,
];

/**
 * Secrets of Secrets Manager and parameters of Systems Manager. "ResourceInitializationError" of Fargate, "Fetching secret data"
 * of the agent on instances.
 */
export const SECRET_FAMILY: Family = {
  about:
    /retrieve secrets?\b|fetch(?:ing)? secret|from (?:asm|ssm)\b|Secrets Manager|SSM Parameter|ssm:GetParameters|secretsmanager:|pull secrets? from/i,
  rules: [
    { problem: 'secret-key', says: /did not contain json key/i, names: [/json key (\S+)/] },
    { problem: 'secret-missing', says: MISSING, names: SECRET },
    { problem: 'secret-denied', says: DENIED, names: SECRET },
    { problem: 'secret-unreachable', says: UNREACHABLE, names: SECRET },
    { problem: 'secret-failed', says: /./, names: SECRET },
  ],
};

/** Files of environment variables in S3. */
export const ENV_FILE_FAMILY: Family = {
  about: /environment ?files?|env ?files?\b/i,
  rules: [{ problem: 'env-file', says: /./, names: [/(arn:aws[\w-]*:s3:::[^\s,;'")]+)|(s3:\/\/\S+)/] }],
};

const LOG_GROUP = [/log[- ]?group(?: name)?[:=]? ['"]?(\/?[\w.#-]+(?:\/[\w.#-]+)+)|awslogs-group[:=] ?(\S+)/i];

/** Where a container's log is to go. */
export const LOG_FAMILY: Family = {
  about: /logger args|logging driver|log (?:group|stream|driver)|awslogs|logs:CreateLog|PutLogEvents/i,
  rules: [
    { problem: 'log-missing', says: /log group does not exist|ResourceNotFound/i, names: LOG_GROUP },
    { problem: 'log-denied', says: DENIED, names: LOG_GROUP },
    { problem: 'log-failed', says: /./, names: LOG_GROUP },
  ],
};

/** File systems and disks. */
export const VOLUME_FAMILY: Family = {
  about:
    /\bEFS\b|mount\.nfs|CannotCreateVolume|CannotMount|VolumeMount|\bEBS\b|\bFSx\b|error mounting|to rootfs at|(?:mount|attach|creat|provision)\w*[^:.]{0,40} volume|volume\b.{0,40}(?:mount|attach)|fs-[0-9a-f]{8,}/i,
  rules: [{ problem: 'volume', says: /./, names: [/\b((?:fs|fsap|vol|snap)-[0-9a-f]{8,})|volume ['"]([\w-]+)['"]/] }],
};

/** A role that ECS may not take for the task. */
export const ROLE_FAMILY: Family = {
  about: /unable to assume (?:the )?(?:service-linked )?role|AssumeRole/i,
  rules: [{ problem: 'role', says: /./, names: [/(arn:aws[\w-]*:iam::\d*:role\/[\w+=,.@/-]+)/] }],
};
