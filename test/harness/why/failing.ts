import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { inEcr } from '../world';
import { logged, proxy, server, shell, WELL } from './containers';
import type { Deployed } from './deployments';

const SECRET = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:shop/db-AbCdEf';
const secret = (valueFrom: string) => [shell('exec sleep 600', { secrets: [{ name: 'DB', valueFrom }] })];
/** What an image runs by itself. */
const image = (name: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition => ({
  name: 'app',
  image: inEcr(name),
  essential: true,
  ...more,
});
const check = (line: string) => ({ command: ['CMD-SHELL', line], interval: 5, timeout: 2, retries: 2 });
/** It is not healthy before it is asked for the first time. */
const SELDOM = { command: ['CMD-SHELL', 'exit 0'], interval: 300 };
const EFS: Partial<RegisterTaskDefinitionCommandInput> = {
  volumes: [{ name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0' } }],
};
const group = (name: string, create = 'false') => ({
  logDriver: 'awslogs' as const,
  options: {
    'awslogs-group': name,
    'awslogs-region': 'us-west-2',
    'awslogs-stream-prefix': 'x',
    'awslogs-create-group': create,
  },
});

/** Deployments that fail, each in a way of its own, with what the first sentence has to say of it. */
export const FAILING: readonly (Deployed & { says: RegExp })[] = [
  // How a program ends.
  { name: 'exit-1', containers: [shell('exit 1')], says: /tasks? exited 1[.:]/ },
  { name: 'exit-42', containers: [shell('exit 42')], says: /tasks? exited 42[.:]/ },
  { name: 'exit-0', containers: [shell('exit 0')], says: /exited 0 \(its program ended by itself\)/ },
  { name: 'not-found', containers: [logged('srever --port 80')], says: /exited 127 \(command srever was not found\)/ },
  { name: 'not-found-unlogged', containers: [shell('srever')], says: /exited 127 \(its command was not found\)/ },
  {
    name: 'not-executable',
    containers: [logged('/etc/passwd')],
    says: /exited 126 \((command \/etc\/passwd may not|its command is there but may not)/,
  },
  { name: 'aborts', containers: [logged('echo assertion failed; kill -ABRT $$')], says: /exited 134 \(aborted\)/ },
  {
    name: 'heap-of-node',
    containers: [
      logged('echo "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory"; kill -ABRT $$'),
    ],
    says: /ran out of Node\.js heap \(exit 134\)/,
  },
  {
    name: 'heap-of-java',
    containers: [logged('echo "java.lang.OutOfMemoryError: Java heap space"; exit 3')],
    says: /ran out of Java heap \(exit 3\)/,
  },
  { name: 'killed', containers: [shell('kill -KILL $$')], says: /exited 137 \(killed; ECS does not say by whom\)/ },
  { name: 'segfault', containers: [shell('kill -SEGV $$')], says: /exited 139 \(crashed: segmentation fault\)/ },
  { name: 'ends-itself', containers: [shell('kill -TERM $$')], says: /exited 143 \(told to stop by SIGTERM/ },
  { name: 'signal', containers: [shell('kill -ALRM $$')], says: /exited 142 \(ended by signal 14\)/ },
  {
    name: 'memory',
    containers: [image('primes-api:oom', { healthCheck: SELDOM })],
    says: /killed for memory \(exit 137, limit 512 MiB\)/,
  },
  {
    name: 'memory-of-its-own',
    containers: [image('primes-api:oom', { memory: 96, healthCheck: SELDOM })],
    says: /killed for memory \(exit 137, the container's own limit 96 MiB\)/,
  },

  // Other containers of the task.
  {
    name: 'sidecar-fails',
    containers: [WELL, proxy('exit 3')],
    says: /ended because the essential sidecar proxy exited 3/,
  },
  {
    name: 'sidecar-ends',
    containers: [WELL, proxy('exit 0')],
    says: /ended because the essential sidecar proxy exited 0/,
  },
  {
    name: 'app-fails-beside',
    containers: [shell('exit 5'), proxy('exec sleep 600')],
    says: /ended: app exited 5/,
  },
  {
    name: 'app-fails-after-another',
    containers: [shell('sleep 0.3; exit 6'), proxy('exit 9', { essential: false })],
    says: /ended: app exited 6/,
  },
  {
    name: 'sidecar-unhealthy',
    containers: [WELL, proxy('exec sleep 600', { healthCheck: check('exit 1') })],
    says: /failed the health check: the own check of proxy failed/,
  },
  {
    name: 'migration-fails',
    containers: [
      { ...WELL, dependsOn: [{ containerName: 'migrate', condition: 'SUCCESS' }] },
      shell('exit 4', { name: 'migrate', essential: false }),
    ],
    says: /could not start: app: the container migrate that it depends on exited 4/,
  },

  // Its own health check.
  {
    name: 'own-check',
    containers: [shell('exec sleep 600', { healthCheck: check('exit 1') })],
    says: /failed the health check: (the own check of|the container's own check)/,
  },

  // Its image, and what is in it.
  {
    name: 'image-gone',
    containers: [image('primes-api:9.9')],
    says: /image .*primes-api:9\.9 does not exist in its registry/,
  },
  {
    name: 'repository-gone',
    containers: [image('nothing:1')],
    says: /image .*nothing:1 does not exist in its registry/,
  },
  { name: 'platform', containers: [image('primes-api:arm64')], says: /built for another platform/ },
  {
    name: 'program-of-another',
    containers: [image('primes-api:exec-format', { logConfiguration: group('/ecs/x', 'true') })],
    says: /built for another platform/,
  },
  {
    name: 'no-command',
    containers: [shell('', { command: ['/app/strat'] })],
    says: /command \(entry point\) \/app\/strat does not exist/,
  },
  {
    name: 'no-right',
    containers: [image('primes-api:not-executable')],
    says: /command \(entry point\) .* may not be executed/,
  },
  { name: 'pull-denied', fault: 'pull-denied', says: /image .* may not be pulled: access is denied/ },
  { name: 'pull-rate', fault: 'pull-rate', says: /rate limit for pulls is reached/ },
  { name: 'registry-away', fault: 'registry-unreachable', says: /registry of the image .* cannot be reached/ },
  { name: 'login-denied', fault: 'registry-auth-denied', says: /image may not be pulled: access is denied/ },
  { name: 'login-away', fault: 'registry-auth-unreachable', says: /registry of the image cannot be reached/ },

  // What it is given.
  { name: 'secret-gone', containers: secret(SECRET), says: /secret or parameter arn:.*shop\/db-AbCdEf does not exist/ },
  {
    name: 'secret-denied',
    containers: secret(SECRET),
    fault: 'secret-denied',
    says: /shop\/db-AbCdEf may not be read: access is denied/,
  },
  {
    name: 'secret-away',
    containers: secret(SECRET),
    fault: 'secret-unreachable',
    says: /shop\/db-AbCdEf cannot be reached/,
  },
  { name: 'parameter-gone', containers: secret('/shop/db'), says: /secret or parameter \/shop\/db does not exist/ },
  {
    name: 'parameter-denied',
    containers: secret('/shop/db'),
    fault: 'parameter-denied',
    says: /parameter\/shop\/db may not be read/,
  },
  {
    name: 'log-gone',
    containers: [shell('exec sleep 600', { logConfiguration: group('/ecs/nowhere') })],
    says: /log group does not exist/,
  },
  {
    name: 'log-denied',
    containers: [logged('exec sleep 600')],
    fault: 'logs-denied',
    says: /log group .*may not be written to/,
  },
  {
    name: 'log-away',
    containers: [logged('exec sleep 600')],
    fault: 'logs-unreachable',
    says: /connection issue between the task and Amazon CloudWatch/,
  },
  { name: 'volume', taskDefinition: EFS, fault: 'volume', says: /volume fs-0123456789abcdef0 cannot be mounted/ },
  { name: 'role', fault: 'role', says: /ECS may not assume the role arn:/ },

  // Where it runs.
  { name: 'addresses', fault: 'no-addresses', says: /subnet .*has no free addresses/ },
  { name: 'interface', fault: 'network-timeout', says: /network interface cannot be had: Timeout waiting/ },
  { name: 'capacity', fault: 'capacity', says: /find no place: AWS has no capacity/ },
  { name: 'quota', fault: 'vcpu-limit', says: /find no place: the account's quota for vCPUs is reached/ },

  // What its balancer finds of it.
  {
    name: 'redirect',
    containers: [server("r.writeHead(302, {location: '/login'}); r.end()")],
    balanced: true,
    says: /the answer on port 80 was \[?302\]? ?\(a redirect\)/,
  },
  {
    name: 'unauthorized',
    containers: [server('r.writeHead(401); r.end()')],
    balanced: true,
    says: /the answer on port 80 was \[?401\]? ?\(unauthorized\)/,
  },
  {
    name: 'no-such-path',
    containers: [server('r.writeHead(404); r.end()')],
    balanced: true,
    says: /the answer on port 80 was \[?404\]? ?\(no such path\)/,
  },
];
