import { imageName } from '../../domain/images/image-ref.types';
import type { EcsContainer } from '../../domain/observations/ecs-service.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { code, escapeMrkdwn } from './text';

/** A service's name as a title: `primes/primes-api` in bold, its environment first where there are several. */
export function serviceName(ref: ServiceRef): string {
  return `*${escapeMrkdwn(serviceWords(ref))}*`;
}

const TASK_ID = /\b[0-9a-f]{32}\b/g;
const TARGET_GROUP = /arn:[^\s)]*:targetgroup\/([^/\s)]+)\/[0-9a-f]+/g;
const SERVICE_PREFIX = /^\(service [^)]*?\)\s*/;
/** ECS's own id of a deployment, which nobody can look up: left out, with the words that only introduce it. */
const DEPLOYMENT_ID = /\(deployment (?:deploymentId )?ecs-svc\/\d+\)\s*|\s*\b(?:deploymentId )?ecs-svc\/\d+/g;
/** The same where something was done by it. */
const BY_DEPLOYMENT = /\bby \(deployment (?:deploymentId )?ecs-svc\/\d+\)/g;

/** The first eight digits of a task's id, which is what people compare. */
export function shortTask(id: string): string {
  return code(id.slice(0, 8));
}

/**
 * ECS's own words, escaped and made readable: task ids shortened, target groups by name, the service and the ids of
 * deployments left out.
 */
export function ecsWords(text: string): string {
  const readable = text
    .replace(SERVICE_PREFIX, '')
    .replaceAll(TARGET_GROUP, '$1')
    .replaceAll(BY_DEPLOYMENT, 'by a deployment')
    .replaceAll(DEPLOYMENT_ID, '');
  return escapeMrkdwn(readable).replaceAll(TASK_ID, shortTask);
}

/** A container and what it is set to: `app 1.0.0`. In a task of several a version always says whose it is. */
export function containerVersion(container: Pick<EcsContainer, 'name' | 'image' | 'tag' | 'digest'>): string {
  return `${code(container.name)} ${code(imageName(container))}`;
}
