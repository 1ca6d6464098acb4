import type { RunTaskResponse } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { interruptSpot } from './state/spot-interruptions';
import { EcsHarness } from './spec/ecs-harness';

const SECRET = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:slack-AbCdEf';
const UNABLE = 'ResourceInitializationError: unable to pull secrets or registry auth';
const RETRIEVAL = `${UNABLE}: execution resource retrieval failed`;
const DENIED = (action: string, resource: string): string =>
  `api error AccessDeniedException: User: arn:aws:sts::000000000000:assumed-role/runner/TASK is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
const GUIDE = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';
const ECR = '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes';

describe('a launch that somebody ordered to fail', () => {
  let harness: EcsHarness;
  beforeEach(() => {
    harness = new EcsHarness();
    harness.register('all', {
      executionRoleArn: 'arn:aws:iam::000000000000:role/teams/runner',
      volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }],
      containerDefinitions: [
        {
          name: 'app',
          image: `${ECR}:1`,
          portMappings: [{ containerPort: 80 }],
          secrets: [
            { name: 'A', valueFrom: `${SECRET}:bot::` },
            { name: 'B', valueFrom: '/primes/token' },
          ],
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'primes' } },
        },
      ],
    });
  });

  const stopped = () => {
    const [task] = harness.tasks('STOPPED');
    const id = task?.taskArn?.slice(-32) ?? '';
    const said = (text = ''): string => text.replaceAll(id, 'TASK').replace(/RequestID: [\w-]{36}/, 'RequestID: ID');
    return {
      code: task?.stopCode,
      reason: said(task?.stoppedReason),
      container: task?.containers?.[0]?.reason && said(task.containers[0].reason),
      events: harness.events.map(said),
    };
  };

  it.each([
    ['network-timeout', 'Timeout waiting for network interface provisioning to complete.'],
    [
      'no-addresses',
      "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-1': InsufficientFreeAddressesInSubnet",
    ],
    [
      'registry-auth-denied',
      `${RETRIEVAL}: unable to retrieve ecr registry auth: service call has been retried 1 time(s): operation error ECR: GetAuthorizationToken, https response error StatusCode: 400, RequestID: ID, ${DENIED('ecr:GetAuthorizationToken', '*')}`,
    ],
    [
      'registry-auth-unreachable',
      `${UNABLE}: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.us-west-2.amazonaws.com/": dial tcp 10.0.255.10:443: i/o timeout`,
    ],
    [
      'secret-denied',
      `${RETRIEVAL}: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager: operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: ID, ${DENIED('secretsmanager:GetSecretValue', SECRET)}`,
    ],
    [
      'secret-unreachable',
      `${RETRIEVAL}: unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret ${SECRET} from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.`,
    ],
    [
      'parameter-denied',
      `${RETRIEVAL}: unable to retrieve secrets from ssm: service call has been retried 1 time(s): operation error SSM: GetParameters, https response error StatusCode: 400, RequestID: ID, ${DENIED('ssm:GetParameters', 'arn:aws:ssm:us-west-2:000000000000:parameter/primes/token')}`,
    ],
    [
      'parameter-unreachable',
      `${RETRIEVAL}: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.`,
    ],
    [
      'volume',
      'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-1.efs.us-west-2.amazonaws.com" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID. See https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail. : unsuccessful EFS utils command execution; code: 1',
    ],
  ] as const)('%s: no container is to blame, and the service says why', async (failure, reason) => {
    harness.launchFaults.add({ kind: 'launch', failure });
    harness.create({ taskDefinition: 'f-all', desiredCount: 1 });
    await harness.pass(15);
    const { events, ...told } = stopped();
    expect(told).toEqual({ code: 'TaskFailedToStart', reason, container: undefined });
    expect(events).toContain(`(service api) was unable to place a task. Reason: ${reason.replace(/\.$/, '')}.`);
  });

  it.each([
    [
      'pull-denied',
      `1 time(s): failed to resolve ref ${ECR}@sha256:1: pulling from host 000000000000.dkr.ecr.us-west-2.amazonaws.com failed with status code [manifests sha256:1]: 403 Forbidden`,
    ],
    [
      'registry-unreachable',
      `5 time(s): failed to resolve ref ${ECR}@sha256:1: failed to do request: Head "https://000000000000.dkr.ecr.us-west-2.amazonaws.com/v2/primes/manifests/sha256:1": dial tcp 10.0.255.10:443: i/o timeout`,
    ],
  ] as const)('%s: the container whose image it was is to blame', async (failure, cause) => {
    harness.register('ecr', {
      containerDefinitions: [{ name: 'app', image: `${ECR}:1`, portMappings: [{ containerPort: 80 }] }],
    });
    harness.launchFaults.add({ kind: 'launch', failure });
    harness.create({ taskDefinition: 'f-ecr', desiredCount: 1 });
    await harness.pass(15);
    const reason = `CannotPullContainerError: pull image manifest has been retried ${cause}`;
    expect(stopped()).toMatchObject({ code: 'TaskFailedToStart', reason, container: reason });
  });

  it('an image of no registry is one of Docker’s, and Docker counts', async () => {
    harness.launchFaults.add({ kind: 'launch', failure: 'pull-rate' });
    harness.register('busy', {
      containerDefinitions: [{ name: 'app', image: 'nginx', portMappings: [{ containerPort: 80 }] }],
    });
    harness.create({ taskDefinition: 'f-busy', desiredCount: 1 });
    await harness.pass(15);
    expect(stopped().reason).toContain(
      'failed to resolve ref docker.io/library/nginx:latest: failed to copy: httpReadSeeker: failed open: unexpected status code https://docker.io/v2/library/nginx/manifests/latest: 429 Too Many Requests',
    );
  });

  it.each([
    [
      'logs-denied',
      `create stream has been retried 1 times: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream, https response error StatusCode: 400, RequestID: ID, ${DENIED('logs:CreateLogStream', 'arn:aws:logs:us-west-2:000000000000:log-group:primes').replace('runner', 'ecsTaskExecutionRole')} : exit status 1`,
    ],
    [
      'logs-unreachable',
      'The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
    ],
  ] as const)('%s: its log stream cannot be made', async (failure, cause) => {
    harness.logs.create('primes', 'STANDARD', {});
    harness.register('logged', {
      containerDefinitions: [
        {
          name: 'app',
          image: 'repo/primes:1',
          portMappings: [{ containerPort: 80 }],
          logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': 'primes' } },
        },
      ],
    });
    harness.launchFaults.add({ kind: 'launch', failure });
    harness.create({ taskDefinition: 'f-logged', desiredCount: 1 });
    await harness.pass(15);
    expect(stopped().reason).toBe(`ResourceInitializationError: failed to validate logger args: ${cause}`);
  });

  it('hits only launches that need what is denied, and only those that are named', async () => {
    harness.launchFaults.add({ kind: 'launch', failure: 'secret-denied' });
    harness.launchFaults.add({ kind: 'launch', failure: 'registry-unreachable', service: 'other' });
    harness.launchFaults.add({ kind: 'launch', failure: 'registry-unreachable', family: 'f-2' });
    harness.create();
    await harness.settle();
    expect(harness.healthy).toBe(2);
    expect(harness.tasks('STOPPED')).toEqual([]);
  });

  it('as often as it says, and then no more: the service gets there', async () => {
    harness.launchFaults.add({ kind: 'launch', failure: 'network-timeout', count: 2 });
    harness.create();
    await harness.settle();
    expect(harness.tasks('STOPPED')).toHaveLength(2);
    expect(harness.events.at(-1)).toBe('(service api) has reached a steady state.');
  });
});

describe('a task that is not even placed', () => {
  let harness: EcsHarness;
  beforeEach(async () => {
    harness = new EcsHarness();
    harness.create();
    await harness.settle();
  });

  it.each([
    [
      'capacity',
      `was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. ${GUIDE}`,
    ],
    [
      'vcpu-limit',
      `was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently. ${GUIDE}`,
    ],
    [
      'role',
      "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::000000000000:role/runner' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).",
    ],
  ] as const)('%s: said once, counted by the breaker, rolled back, and no task was made', async (failure, said) => {
    const [good] = harness.service.deployments ?? [];
    harness.register('next', {
      taskRoleArn: 'arn:aws:iam::000000000000:role/runner',
      containerDefinitions: [{ name: 'app', image: 'repo/primes:2', portMappings: [{ containerPort: 80 }] }],
    });
    harness.launchFaults.add({ kind: 'launch', failure });
    harness.update({ taskDefinition: 'f-next' });
    await harness.pass(120);
    expect(harness.events.filter((event) => event === `(service api) ${said}`)).toHaveLength(1);
    expect(harness.deployments[0]).toMatchObject({
      status: 'ROLLBACK_SUCCESSFUL',
      deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    });
    expect(harness.service.deployments).toMatchObject([{ id: good?.id, rolloutState: 'COMPLETED' }]);
    expect(harness.tasks('STOPPED')).toEqual([]);
    expect(harness.healthy).toBe(2);
  });

  it('throttled: said, no failure, and tried again until it goes', async () => {
    harness.launchFaults.add({ kind: 'launch', failure: 'throttled', count: 2 });
    harness.update({ taskDefinition: 'f-2' });
    await harness.pass(20);
    expect(harness.events.at(-1)).toBe('(service api) operations are being throttled. Will try again later.');
    expect(harness.service.deployments?.[0]).toMatchObject({ failedTasks: 0, runningCount: 0 });
    await harness.settle();
    expect(harness.deployments[0]).toMatchObject({ status: 'SUCCESSFUL' });
    expect(harness.events.filter((event) => event.includes('throttled'))).toHaveLength(1);
  });

  it('RunTask answers the same in its own way', async () => {
    const network = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };
    const order = { cluster: 'primes', taskDefinition: 'f-1', launchType: 'FARGATE', ...network };
    harness.launchFaults.add({ kind: 'launch', failure: 'capacity', count: 1 });
    const answer = await harness.wire.call<RunTaskResponse>('RunTask', order);
    expect(answer).toMatchObject({
      tasks: [],
      failures: [
        {
          reason: 'Capacity is unavailable at this time. Please try again later or in a different availability zone',
        },
      ],
    });
    harness.launchFaults.add({ kind: 'launch', failure: 'vcpu-limit', count: 1 });
    expect(await faultOf(harness.wire.call('RunTask', order))).toEqual([
      'ClientException',
      "You've reached the limit on the number of vCPUs you can run concurrently.",
    ]);
    harness.launchFaults.add({ kind: 'launch', failure: 'throttled', count: 1 });
    expect(await faultOf(harness.wire.call('RunTask', order))).toEqual(['ThrottlingException', 'Rate exceeded']);
    expect(await harness.wire.call('RunTask', order)).toMatchObject({ tasks: [{ lastStatus: 'PROVISIONING' }] });
  });
});

test('an image that was built for another machine is pulled, and its program cannot be executed there', async () => {
  const harness = new EcsHarness();
  harness.architectures['1'] = 'arm64';
  harness.register('arm', {
    runtimePlatform: { cpuArchitecture: 'ARM64' },
    containerDefinitions: [{ name: 'app', image: 'repo/primes:1' }],
  });
  harness.register('override', {
    containerDefinitions: [{ name: 'app', image: 'repo/primes:1', command: ['./start.sh'] }],
  });
  const commandOf = async (taskDefinition: string): Promise<readonly string[] | undefined> => {
    const network = { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } } };
    harness.call('RunTask', { cluster: 'primes', taskDefinition, launchType: 'FARGATE', ...network });
    await harness.pass(10);
    return harness.runtime.actors.at(-1)?.container.image.command;
  };
  expect((await commandOf('f-1'))?.at(-1)).toBe('exec /usr/local/bin/serve: exec format error');
  expect((await commandOf('f-override'))?.at(-1)).toBe('exec ./start.sh: exec format error');
  expect(await commandOf('f-arm')).toEqual(['serve']);
});

test('Spot capacity is taken back from the tasks on it, and the service replaces them', async () => {
  const harness = new EcsHarness();
  harness.create({ launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] });
  await harness.settle();
  const [first] = harness.tasks();
  expect(first?.capacityProviderName).toBe('FARGATE_SPOT');
  expect(interruptSpot(harness.region, { cluster: 'primes', service: 'other' })).toEqual([]);
  harness.create({ serviceName: 'steady', desiredCount: 1 });
  await harness.settle();
  expect(interruptSpot(harness.region, { cluster: 'primes', service: 'steady' })).toEqual([]);
  expect(interruptSpot(harness.region, { cluster: 'primes', service: 'api', count: 1 })).toEqual([first?.taskArn]);
  await harness.settle();
  expect(harness.tasks('STOPPED')).toMatchObject([
    { taskArn: first?.taskArn, stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.' },
  ]);
  expect(harness.healthy).toBe(2);
  expect(harness.service.deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }]);
});
