import { regionOf } from './launch-denied';
import type { TaskOrder } from './task-order';

/** What a task says whose container could not be started, on a container instance: the container says why. */
export const FAILED_TO_START = 'Task failed to start';

/**
 * A launch's failure in the words of whoever met it: Fargate's agent, or on a container instance ECS's agent and Docker
 * ("Amazon ECS stopped tasks error messages", and real tasks of both).
 * @param reason as on Fargate
 */
export function saidBy(order: TaskOrder, reason: string): string {
  if (!order.instance) return reason;
  for (const [onFargate, onInstance] of PAIRS) {
    const parts = onFargate.exec(reason);
    if (parts)
      return onInstance(
        parts.slice(1).map((part) => part ?? ''),
        regionOf(order),
      );
  }
  return reason;
}

const DAEMON = 'Error response from daemon';
const PULL = 'CannotPullContainerError';

const PAIRS: readonly (readonly [RegExp, (parts: string[], region: string) => string])[] = [
  [
    /^CannotPull.*failed to resolve ref (\S+?):(?: \S+:)? not found$/,
    ([image]) => `${PULL}: ${DAEMON}: manifest for ${image} not found: manifest unknown: Requested image not found`,
  ],
  [
    /^CannotPull.*matching platform '(.*)'$/,
    ([platform]) => `${PULL}: no matching manifest for ${platform} in the manifest list entries`,
  ],
  [
    /^CannotPull.*failed to do request: Head "https:\/\/([^/]+)\/.*i\/o timeout$/,
    ([host]) =>
      `${PULL}: ${DAEMON}: Get "https://${host}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
  ],
  [
    /^CannotPull.*failed to resolve ref ([^:@]+)\S*: .*403 Forbidden$/,
    ([image]) =>
      `${PULL}: ${DAEMON}: pull access denied for ${image}, repository does not exist or may require 'docker login'`,
  ],
  [/^CannotPull.*(toomanyrequests: .*)$/, ([limit]) => `${PULL}: ${DAEMON}: ${limit}`],
  [
    /logger args: create stream .* log stream: (.*) : exit status 1$/,
    ([cause]) =>
      `CannotStartContainerError: ${DAEMON}: failed to initialize logging driver: failed to create Cloudwatch log stream: ${cause}`,
  ],
  [
    /secret from asm: .*failed to fetch secret (\S+) from secrets manager: (.*)$/,
    ([arn, cause], region) =>
      `Fetching secret data from AWS Secrets Manager in region ${region}: secret ${arn}: ${cause}`,
  ],
  [
    /secrets from ssm: .*invalid ssm parameters: (.*)$/,
    ([names], region) => `Fetching secret data from SSM Parameter Store in ${region}: invalid parameters: ${names}`,
  ],
  [
    /secrets from ssm: .*(AccessDeniedException: .*|RequestCanceled: .*)$/,
    ([cause], region) => `Fetching secret data from SSM Parameter Store in ${region}: ${cause}`,
  ],
];
