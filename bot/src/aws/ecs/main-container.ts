import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { parseImage } from '../../domain/images/image-ref.types';

/**
 * Images that watch, log or carry for another container, by the end of their path in any registry: a team's own copy of
 * one is none the less one.
 */
const AGENTS = new RegExp(
  `(^|/)(${[
    'datadog/agent',
    'datadog-agent',
    'aws-otel-collector',
    'opentelemetry-collector(-contrib)?',
    'aws-xray-daemon',
    'xray-daemon',
    'cloudwatch-agent',
    'aws-for-fluent-bit',
    'fluent-bit',
    'fluentd',
    'aws-appmesh-envoy',
    'envoy',
    'amazon-ecs-service-connect-agent',
    'aws-guardduty-agent-fargate',
    'aws-appconfig-agent',
    'newrelic/(nri-ecs|infrastructure|infrastructure-bundle)',
    'newrelic-infra',
    'dynatrace/(oneagent|linux/oneagent)',
    'splunk-otel-collector',
    'elastic-agent',
    'filebeat',
    'telegraf',
    'vector',
    'promtail',
    'grafana/(agent|alloy)',
  ].join('|')})$`,
);

/** What of a task definition tells its containers apart. */
export interface ContainerFacts {
  name: string;
  image: string;
  /** It only watches, logs or carries for another container, or the task goes on without it. */
  sidecar: boolean;
  memoryMiB?: number;
  /** That limit is its own, and not the task's. */
  ownMemory?: true;
  /** The task goes on without it. */
  essential?: false;
  /** Where what it writes goes to, where the task definition says. */
  log?: LogSettings;
}

/** A log driver and its options. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export interface LogSettings {
  /** `awslogs`, `awsfirelens`, `json-file`… */
  driver: string;
  group?: string;
  /** Without one a stream is named after the container's own id. */
  prefix?: string;
  region?: string;
}

/** The containers of a task definition, in its order. */
export function containerFacts({
  containerDefinitions = [],
  proxyConfiguration,
  memory,
}: TaskDefinition): ContainerFacts[] {
  return containerDefinitions.map((definition) => {
    const { name = '', image = '' } = definition;
    const sidecar = isSidecar(definition) || name === proxyConfiguration?.containerName;
    const memoryMiB = definition.memory ?? (memory === undefined ? undefined : Number(memory));
    const log = logSettings(definition);
    return {
      name,
      image,
      sidecar,
      ...(memoryMiB ? { memoryMiB } : {}),
      ...(definition.memory ? { ownMemory: true } : {}),
      ...(definition.essential === false ? { essential: false } : {}),
      ...(log ? { log } : {}),
    };
  });
}

function logSettings({ logConfiguration }: ContainerDefinition): LogSettings | undefined {
  const { logDriver: driver, options = {} } = logConfiguration ?? {};
  if (driver === undefined) return undefined;
  const group = options['awslogs-group'];
  const prefix = options['awslogs-stream-prefix'];
  const region = options['awslogs-region'];
  return { driver, ...(group ? { group } : {}), ...(prefix ? { prefix } : {}), ...(region ? { region } : {}) };
}

function isSidecar({ firelensConfiguration, essential, image = '' }: ContainerDefinition): boolean {
  return firelensConfiguration !== undefined || essential === false || isAgent(image);
}

/** Whether an image is known to only watch, log or carry for others. */
export const isAgent = (image: string): boolean => AGENTS.test(parseImage(image).repository);

/**
 * The container whose version is the service's: the one behind the load balancer, the only one, or the only one that is
 * no sidecar. Undefined where none can be called that.
 * @param balanced the containers behind load balancers
 */
export function mainOf(containers: readonly ContainerFacts[], balanced: readonly string[]): string | undefined {
  const behind = containers.filter(({ name }) => balanced.includes(name));
  const possible = behind.length > 0 ? behind : containers;
  if (possible.length === 1) return possible[0]!.name;
  const own = possible.filter(({ sidecar }) => !sidecar);
  return own.length === 1 ? own[0]!.name : undefined;
}
