import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';

/** A log group that has to be there before a container starts. */
export interface LogGroup {
  name: string;
  /** Another region than the service's. */
  region?: string;
}

/** A secret of Secrets Manager, and the variables that it, or a part of it, is set as. */
export interface SecretUse {
  /** The ARN without the part that a variable takes of it. */
  secret: string;
  region: string;
  variables: string[];
}

/** The log groups that no container creates by itself, each once. */
export function logGroupsIn({ containerDefinitions = [] }: TaskDefinition): LogGroup[] {
  const found = containerDefinitions.flatMap((container) => logGroupOf(container) ?? []);
  return [...new Map(found.map((group) => [`${group.region} ${group.name}`, group])).values()];
}

function logGroupOf({ logConfiguration }: ContainerDefinition): LogGroup | undefined {
  const { logDriver, options = {} } = logConfiguration ?? {};
  const { 'awslogs-group': name, 'awslogs-region': region, 'awslogs-create-group': created } = options;
  if (logDriver !== 'awslogs' || name === undefined || created === 'true') return undefined;
  return { name, ...(region === undefined ? {} : { region }) };
}

/** `arn:aws:secretsmanager:<region>:<account>:secret:<name>`, and behind it `:<json key>:<stage>:<version>`. */
const SECRET = /^(arn:[\w-]+:secretsmanager:([\w-]+):\d*:secret:[^:]+)/;

/**
 * What the variables of containers are read from: secrets of Secrets Manager, each once, and the variables that are
 * parameters of Systems Manager.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html
 */
export function secretsIn({ containerDefinitions = [] }: TaskDefinition): {
  secrets: SecretUse[];
  parameters: string[];
} {
  const secrets = new Map<string, SecretUse>();
  const parameters = new Set<string>();
  for (const { name = '', valueFrom = '' } of containerDefinitions.flatMap((container) => container.secrets ?? [])) {
    const [, secret, region] = SECRET.exec(valueFrom) ?? [];
    if (secret === undefined || region === undefined) {
      parameters.add(name);
      continue;
    }
    const known = secrets.get(secret) ?? { secret, region, variables: [] };
    if (!known.variables.includes(name)) known.variables.push(name);
    secrets.set(secret, known);
  }
  return { secrets: [...secrets.values()], parameters: [...parameters] };
}
