import { saidBy } from './instance-words';
import type { TaskOrder } from './task-order';

const on = (instance?: object) =>
  ({ arn: 'arn:aws:ecs:us-west-2:000000000000:task/batch/1', instance }) as unknown as TaskOrder;
const UNABLE =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ';
const DENIED =
  'operation error SSM: GetParameters, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: User: u is not authorized';

test.each([
  [
    "CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'",
    'CannotPullContainerError: no matching manifest for linux/amd64 in the manifest list entries',
  ],
  [
    'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/nginx:1: failed to copy: httpReadSeeker: failed open: unexpected status code https://docker.io/v2/library/nginx/manifests/1: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    'CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your pull rate limit.',
  ],
  [
    `${UNABLE}unable to retrieve secrets from ssm: service call has been retried 1 time(s): ${DENIED}`,
    'Fetching secret data from SSM Parameter Store in us-west-2: AccessDeniedException: User: u is not authorized',
  ],
  [
    'Timeout waiting for network interface provisioning to complete.',
    'Timeout waiting for network interface provisioning to complete.',
  ],
])('%s: on an instance: %s', (reason, said) => {
  expect(saidBy(on({}), reason)).toBe(said);
  expect(saidBy(on(), reason)).toBe(reason);
});
