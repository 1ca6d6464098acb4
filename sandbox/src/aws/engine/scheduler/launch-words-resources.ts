import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { accessDenied, accountOf, regionOf, UNABLE_TO_PULL } from './launch-denied';
import type { TaskOrder } from './task-order';

const RETRIEVAL = `${UNABLE_TO_PULL}: execution resource retrieval failed`;
const RETRIED = 'service call has been retried';
const CANCELED =
  'RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.';

/**
 * What ECS says of a task that is not given its network interface, its secrets, its volume or its logs ("Troubleshooting
 * Amazon ECS TaskFailedToStart errors", "… ResourceInitializationError errors", and real tasks); undefined where it needs none.
 */
export const resourceWords = {
  'network-timeout': (order: TaskOrder): string | undefined =>
    hasInterface(order) ? 'Timeout waiting for network interface provisioning to complete.' : undefined,
  'no-addresses': (order: TaskOrder): string | undefined =>
    hasInterface(order)
      ? `Unexpected EC2 error while attempting to Create Network Interface in subnet '${order.subnets[0] ?? ''}': InsufficientFreeAddressesInSubnet`
      : undefined,
  'secret-denied': (order: TaskOrder): string | undefined => {
    const arn = secretOf(order);
    return (
      arn &&
      `${fromAsm(arn, 1)}: ${accessDenied(order, 'Secrets Manager: GetSecretValue', 'secretsmanager:GetSecretValue', arn)}`
    );
  },
  'secret-unreachable': (order: TaskOrder): string | undefined => {
    const arn = secretOf(order);
    return arn && `${fromAsm(arn, 5)}: ${CANCELED}`;
  },
  'parameter-denied': (order: TaskOrder): string | undefined => {
    const name = parameterOf(order);
    if (!name) return undefined;
    const arn = name.startsWith('arn:')
      ? name
      : `arn:aws:ssm:${regionOf(order)}:${accountOf(order)}:parameter/${name.replace(/^\//, '')}`;
    return `${fromSsm(1)}: ${accessDenied(order, 'SSM: GetParameters', 'ssm:GetParameters', arn)}`;
  },
  'parameter-unreachable': (order: TaskOrder): string | undefined => parameterOf(order) && `${fromSsm(5)}: ${CANCELED}`,
  volume: (order: TaskOrder): string | undefined => {
    const volume = order.taskDefinition.volumes?.find((each) => each.efsVolumeConfiguration);
    const host = `${volume?.efsVolumeConfiguration?.fileSystemId ?? ''}.efs.${regionOf(order)}.amazonaws.com`;
    return (
      volume &&
      `ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "${host}" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID. See https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail. : unsuccessful EFS utils command execution; code: 1`
    );
  },
  'logs-denied': (order: TaskOrder): string | undefined => {
    const group = logGroupOf(order);
    const arn = `arn:aws:logs:${regionOf(order)}:${accountOf(order)}:log-group:${group ?? ''}`;
    const refused = accessDenied(order, 'CloudWatch Logs: CreateLogStream', 'logs:CreateLogStream', arn);
    return (
      group &&
      `${LOGGER}: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${refused} : exit status 1`
    );
  },
  'logs-unreachable': (order: TaskOrder): string | undefined =>
    logGroupOf(order) &&
    `${LOGGER}: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed`,
};

const LOGGER = 'ResourceInitializationError: failed to validate logger args';

const fromAsm = (arn: string, times: number): string =>
  `${RETRIEVAL}: unable to retrieve secret from asm: ${RETRIED} ${times} time(s): failed to fetch secret ${arn} from secrets manager`;

const fromSsm = (times: number): string =>
  `${RETRIEVAL}: unable to retrieve secrets from ssm: ${RETRIED} ${times} time(s)`;

const hasInterface = ({ taskDefinition }: TaskOrder): boolean => taskDefinition.networkMode === 'awsvpc';

const containersOf = ({ taskDefinition }: TaskOrder): ContainerDefinition[] =>
  taskDefinition.containerDefinitions ?? [];

const secretsOf = (order: TaskOrder): string[] =>
  containersOf(order).flatMap(({ secrets = [] }) => secrets.map(({ valueFrom = '' }) => valueFrom));

const SECRET = /^(arn:[^:]+:secretsmanager:(?:[^:]*:){3}[^:]*)/;

const secretOf = (order: TaskOrder): string | undefined =>
  secretsOf(order).flatMap((from) => SECRET.exec(from)?.[1] ?? [])[0];

const parameterOf = (order: TaskOrder): string | undefined => secretsOf(order).find((from) => !SECRET.test(from));

const logGroupOf = (order: TaskOrder): string | undefined =>
  containersOf(order).flatMap(({ logConfiguration }) =>
    logConfiguration?.logDriver === 'awslogs' ? [logConfiguration.options?.['awslogs-group'] ?? ''] : [],
  )[0];
