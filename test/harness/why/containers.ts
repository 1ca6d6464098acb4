import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { inEcr } from '../world';

/** Where containers write to that should have a log. */
const LOG = {
  logDriver: 'awslogs',
  options: {
    'awslogs-group': '/ecs/why',
    'awslogs-region': 'us-west-2',
    'awslogs-stream-prefix': 'why',
    'awslogs-create-group': 'true',
  },
} as const;

/** A container that runs a line of shell instead of what its image runs. */
export const shell = (line: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name: 'app',
  image: inEcr('primes-api:1.0.0'),
  essential: true,
  entryPoint: [],
  command: ['sh', '-c', line],
  ...more,
});

/** The same, and what it writes is kept. */
export const logged = (line: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  shell(line, { logConfiguration: LOG, ...more });

/** What runs until it is told to end. */
export const WELL = shell('exec sleep 600', { portMappings: [{ containerPort: 80 }] });

/** A container beside the service's own, which its image says it is. */
export const proxy = (line: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition =>
  shell(line, { name: 'proxy', image: inEcr('envoy:1'), ...more });

/** A server on the container's port that gives one answer to everything, from so many milliseconds after its start. */
export const server = (answer: string, after = 0, more: Partial<ContainerDefinition> = {}): ContainerDefinition => {
  const listen = `require('http').createServer((q, r) => { ${answer} }).listen(process.env.PORT || 80)`;
  const program = after > 0 ? `setTimeout(() => ${listen}, ${after})` : listen;
  return shell('', { command: ['node', '-e', program], portMappings: [{ containerPort: 80 }], ...more });
};
