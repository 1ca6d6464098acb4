import type { StartProblem } from './cause.types';
import { startFailureIn } from './start-failure';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop';
const PULL = 'CannotPullContainerError: pull image manifest has been retried 5 time(s):';
const SECRETS =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:';
const ASM = `${SECRETS} unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf from secrets manager:`;
const USER =
  'User: arn:aws:sts::123456789012:assumed-role/exec/0123456789abcdef0123456789abcdef is not authorized to perform:';
const OCI =
  'CannotStartContainerError: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process:';
const LOGGER =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream:';
const INSTANCE = '3f4de1c5-ffdd-4954-af7e-75b4be0c8841';
const CLOSEST = `no container instance met all of its requirements. The closest matching (container-instance ${INSTANCE})`;
const HELP = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

/** What real tasks and services said, each beside those that are most like it. */
const SAID: [name: string, reason: string, problem: StartProblem, names?: string][] = [
  [
    'an image that ECR does not have',
    `${PULL} failed to resolve ref ${ECR}:9.9: ${ECR}:9.9: not found`,
    'image-gone',
    `${ECR}:9.9`,
  ],
  [
    'a manifest that Docker Hub does not have',
    'CannotPullContainerError: Error response from daemon: manifest for nginx:9.9 not found: manifest unknown: manifest unknown',
    'image-gone',
    'nginx:9.9',
  ],
  [
    'a repository that ECR does not have',
    `CannotPullContainerError: Error response from daemon: name unknown: The repository with name 'shop' does not exist in the registry with id '123456789012'`,
    'image-gone',
  ],
  [
    'a digest that was deleted',
    `CannotPullContainerError: ref pull has been retried 1 time(s): failed to resolve ref ${ECR}@sha256:${'a'.repeat(64)}: not found`,
    'image-gone',
    `${ECR}@sha256:${'a'.repeat(64)}`,
  ],
  [
    'an image of another account',
    `${PULL} failed to resolve ref ${ECR}:1.0: pulling from host 123456789012.dkr.ecr.eu-west-1.amazonaws.com failed with status code [manifests 1.0]: 403 Forbidden`,
    'image-denied',
    `${ECR}:1.0`,
  ],
  [
    'a role that may not pull',
    `CannotPullContainerError: Error response from daemon: pull access denied for ${ECR}, repository does not exist or may require 'docker login': denied: ${USER} ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:123456789012:repository/shop because no identity-based policy allows the ecr:BatchGetImage action`,
    'image-denied',
    ECR,
  ],
  [
    'a role that gets no token',
    `${SECRETS} unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: ${USER} ecr:GetAuthorizationToken on resource: *`,
    'image-denied',
  ],
  [
    "AWS's newer words for it",
    `CannotPullContainerError: The task can't pull the image '${ECR}:1.0' from Amazon ECR using the task execution role 'arn:aws:iam::123456789012:role/exec'. To fix this, verify that the execution role has permission to pull the image`,
    'image-denied',
    `${ECR}:1.0`,
  ],
  [
    'a private image of Docker Hub',
    `CannotPullContainerError: ref pull has been retried 1 time(s): failed to resolve ref docker.io/acme/shop:1.0: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
    'image-private',
    'docker.io/acme/shop:1.0',
  ],
  [
    'too many pulls',
    'CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/1.25: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    'rate-limited',
  ],
  [
    'a registry that is not reached',
    `${PULL} failed to resolve ref ${ECR}:1.0: failed to do request: Head "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/shop/manifests/1.0": dial tcp 10.0.0.1:443: i/o timeout`,
    'registry-unreachable',
    `${ECR}:1.0`,
  ],
  [
    'its token service that is not reached',
    `${SECRETS} unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout. Please check your task network configuration.`,
    'registry-unreachable',
  ],
  [
    "AWS's newer words for that",
    `ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.1.1:443: i/o timeout`,
    'registry-unreachable',
  ],
  [
    'a name of a registry that nobody knows',
    'CannotPullContainerError: failed to resolve ref registry.corp.example/shop:1.0: dial tcp: lookup registry.corp.example: no such host',
    'registry-unreachable',
    'registry.corp.example/shop:1.0',
  ],
  [
    'an image for ARM only',
    "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    'platform',
  ],
  [
    'an image for another system',
    'CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest list entries',
    'platform',
  ],
  ['a program for another processor', `${OCI} exec: "/usr/local/bin/node": exec format error: unknown`, 'platform'],
  [
    'a disk that is full',
    `CannotPullContainerError: ref pull has been retried 1 time(s): failed to extract layer sha256:${'b'.repeat(64)}: write /var/lib/containerd/x: no space left on device: unknown`,
    'no-disk',
  ],
  [
    'a name that is none',
    'CannotPullContainerError: invalid reference format: repository name must be lowercase',
    'image-invalid',
  ],
  [
    'a pull that fails in a way nobody knows',
    `CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy ${ECR}:1.0: something new`,
    'pull-failed',
    `${ECR}:1.0`,
  ],

  [
    'a command that the image does not have',
    `${OCI} exec: "/app/strat": stat /app/strat: no such file or directory: unknown`,
    'command-missing',
    '/app/strat',
  ],
  [
    'a command that is not in its path',
    `${OCI} exec: "nod": executable file not found in $PATH: unknown`,
    'command-missing',
    'nod',
  ],
  [
    'a command that may not be executed',
    `${OCI} exec: "/app/start.sh": permission denied: unknown`,
    'command-denied',
    '/app/start.sh',
  ],
  [
    'a working directory that is not there',
    `${OCI} chdir to cwd ("/srv") set in config.json failed: no such file or directory: unknown`,
    'runtime',
  ],
  [
    'a file that cannot be mounted',
    `${OCI} error during container init: error mounting "/ecs/volumes/conf" to rootfs at "/etc/conf": mount /ecs/volumes/conf: no such file or directory: unknown`,
    'volume',
  ],
  [
    'a port that is taken',
    'CannotStartContainerError: Error response from daemon: driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:80 failed: port is already allocated',
    'port-taken',
    '80',
  ],
  [
    'a runtime that does not answer',
    'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 3m0s',
    'runtime-timeout',
  ],
  [
    'one that another container keeps waiting',
    'dependency graph: failed to resolve container ordering dependency [migrate] for target [app] as dependency did not exit successfully.',
    'dependency',
    'migrate',
  ],
  [
    'the same with what became of it',
    'CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [migrate(123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1) (STOPPED->RUNNING) - Exit: 4] for target [app] as dependency did not exit successfully.',
    'dependency',
    'migrate',
  ],

  [
    'a secret that may not be read',
    `${ASM} AccessDeniedException: ${USER} secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action status code: 400`,
    'secret-denied',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf',
  ],
  [
    'a key that may not be used',
    `${ASM} AccessDeniedException: Access to KMS is not allowed status code: 400`,
    'secret-denied',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf',
  ],
  [
    'a secret that is not there',
    `${ASM} ResourceNotFoundException: Secrets Manager can't find the specified secret. status code: 400`,
    'secret-missing',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf',
  ],
  [
    'a parameter that is not there',
    `${SECRETS} unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /shop/db/password`,
    'secret-missing',
    '/shop/db/password',
  ],
  [
    'a parameter that may not be read',
    `${SECRETS} unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: ${USER} ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/shop/db because no identity-based policy allows the ssm:GetParameters action`,
    'secret-denied',
    'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/db',
  ],
  [
    'a secret without that key',
    `${SECRETS} unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key password`,
    'secret-key',
    'password',
  ],
  [
    'secrets that are not reached',
    `${ASM} RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.`,
    'secret-unreachable',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf',
  ],
  [
    'what the agent of instances says of one',
    `Fetching secret data from AWS Secrets Manager in region eu-west-1: secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf: AccessDeniedException: ${USER} secretsmanager:GetSecretValue`,
    'secret-denied',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf',
  ],
  [
    'a file of variables',
    'ResourceInitializationError: failed to download env files: file download command: non empty error stream: service call has been retried 1 time(s): NotFound: arn:aws:s3:::shop-config/prod.env',
    'env-file',
    'arn:aws:s3:::shop-config/prod.env',
  ],
  [
    'a log group that is not there',
    `${LOGGER} ResourceNotFoundException: The specified log group does not exist. : exit status 1`,
    'log-missing',
  ],
  [
    'the same on an instance',
    'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    'log-missing',
  ],
  [
    'a log that may not be written',
    `${LOGGER} AccessDeniedException: ${USER} logs:CreateLogStream on resource: arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/shop:log-stream:x : exit status 1`,
    'log-denied',
  ],
  [
    'a log service that is not reached',
    `${LOGGER} RequestError: send request failed caused by: Post "https://logs.eu-west-1.amazonaws.com/": dial tcp: i/o timeout : exit status 1`,
    'log-failed',
  ],
  [
    'a file system that cannot be mounted',
    'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com" - check that your file system ID is correct : unsuccessful EFS utils command execution; code: 1',
    'volume',
    'fs-0123456789abcdef0',
  ],
  [
    'a disk that cannot be attached',
    'ResourceInitializationError: failed to configure EBS volume: vol-0123456789abcdef0 attachment timed out',
    'volume',
    'vol-0123456789abcdef0',
  ],
  [
    'a role that trusts nobody',
    "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/shop' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.",
    'role',
    'arn:aws:iam::123456789012:role/shop',
  ],

  [
    'a subnet without addresses',
    'Unexpected EC2 error while attempting to Create Network Interface in subnet subnet-0123abcd: InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request.',
    'addresses',
    'subnet-0123abcd',
  ],
  ['a network interface that does not come', 'Network interface provision complete error timeout expired', 'network'],
  [
    'a security group that is gone',
    "Unexpected EC2 error while attempting to Create Network Interface: InvalidSecurityGroupID.NotFound: The security group 'sg-0123abcd' does not exist",
    'network-missing',
    'sg-0123abcd',
  ],
  ['an initialisation that nobody knows', 'ResourceInitializationError: something quite new', 'initialization'],

  [
    'no capacity of Fargate',
    'Capacity is unavailable at this time. Please try again later or in a different availability zone.',
    'capacity',
  ],
  ['a quota', "You've reached the limit on the number of vCPUs you can run concurrently", 'quota', 'vCPUs'],
  ['too little CPU', `${CLOSEST} has insufficient CPU units available. ${HELP}`, 'instance-cpu', INSTANCE],
  ['too little memory', `${CLOSEST} has insufficient memory available. ${HELP}`, 'instance-memory', INSTANCE],
  ['a port in use', `${CLOSEST} is already using a port required by your task. ${HELP}`, 'instance-port', INSTANCE],
  ['an attribute', `${CLOSEST} is missing an attribute required by your task. ${HELP}`, 'instance-attribute', INSTANCE],
  ['an agent', `${CLOSEST} doesn't have the agent connected. ${HELP}`, 'instance-agent', INSTANCE],
  [
    'a constraint',
    `${CLOSEST} encountered error "MemberOf placement constraint unsatisfied.". ${HELP}`,
    'constraint',
    undefined,
  ],
  [
    'no instances',
    `no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. ${HELP}`,
    'no-instances',
    'cluster',
  ],
  ['what RunTask says', 'RESOURCE:MEMORY', 'instance-memory'],
];

describe('a start that failed', () => {
  it.each(SAID.map(([what, reason, problem, name]) => ({ what, reason, problem, name })))(
    '$what',
    ({ reason, problem, name }) => {
      expect(startFailureIn(reason)).toEqual({ problem, reason, ...(name === undefined ? {} : { name }) });
    },
  );

  it.each([
    'Essential container in task exited',
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:r:1:targetgroup/secrets/01)',
    'Task stopped by user',
    'Host EC2 (instance i-0123456789abcdef0) terminated.',
    '',
  ])('is none in "%s"', (reason) => {
    expect(startFailureIn(reason)).toBeUndefined();
  });
});
