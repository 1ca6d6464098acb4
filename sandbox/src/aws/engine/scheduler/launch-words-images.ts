import { accessDenied, regionOf, SILENT_ADDRESS, UNABLE_TO_PULL } from './launch-denied';
import { pullReference } from './revision';
import type { TaskOrder } from './task-order';

/**
 * What ECS says of a task whose images are there and cannot be had ("CannotPullContainer task errors in Amazon ECS", and
 * real tasks); undefined where the task asks nobody for such a thing.
 */
export const imageWords = {
  'registry-auth-denied': (order: TaskOrder): string | undefined =>
    asksEcr(order)
      ? `${UNABLE_TO_PULL}: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): ${accessDenied(order, 'ECR: GetAuthorizationToken', 'ecr:GetAuthorizationToken', '*')}`
      : undefined,
  'registry-auth-unreachable': (order: TaskOrder): string | undefined =>
    asksEcr(order)
      ? `${UNABLE_TO_PULL}: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.${regionOf(order)}.amazonaws.com/": dial tcp ${SILENT_ADDRESS}: i/o timeout`
      : undefined,
  'pull-denied': (order: TaskOrder): string => {
    const { host, version } = firstImage(order);
    return unpulled(order, `pulling from host ${host} failed with status code [manifests ${version}]: 403 Forbidden`);
  },
  'pull-rate': (order: TaskOrder): string =>
    unpulled(
      order,
      `failed to copy: httpReadSeeker: failed open: unexpected status code ${firstImage(order).manifest}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`,
    ),
  'registry-unreachable': (order: TaskOrder): string =>
    unpulled(
      order,
      `failed to do request: Head "${firstImage(order).manifest}": dial tcp ${SILENT_ADDRESS}: i/o timeout`,
      5,
    ),
};

const asksEcr = ({ images }: TaskOrder): boolean => images.some(({ image }) => /\.dkr\.ecr\./.test(image ?? ''));

const unpulled = (order: TaskOrder, cause: string, retries = 1): string =>
  `CannotPullContainerError: pull image manifest has been retried ${retries} time(s): failed to resolve ref ${firstImage(order).reference}: ${cause}`;

/** The image that is pulled first, and where its manifest is asked for. */
function firstImage({ images }: TaskOrder): { reference: string; host: string; version: string; manifest: string } {
  const named = images[0] ? pullReference(images[0]) : '';
  const [first = '', ...rest] = named.split('/');
  const hasHost = rest.length > 0 && /[.:]/.test(first);
  const host = hasHost ? first : 'docker.io';
  const path = hasHost ? rest.join('/') : rest.length > 0 ? named : `library/${named}`;
  const [, repository = path, version = 'latest'] = /^(.*?)(?:@|:)(.*)$/.exec(path) ?? [];
  const reference = `${host}/${path}${repository === path ? ':latest' : ''}`;
  return { reference, host, version, manifest: `https://${host}/v2/${repository}/manifests/${version}` };
}
