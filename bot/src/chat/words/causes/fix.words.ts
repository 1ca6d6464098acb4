import type { Cause, Ending, Obstacle, StartProblem } from '../../../domain/causes/cause.types';

/** What is worth trying against a cause, as a sentence; empty where there is nothing that would be more than a guess. Plain text. */
export function fixWords(cause: Cause): string {
  return cause.of === 'tasks' ? endingFix(cause.ending) : obstacleFix(cause.obstacle);
}

function endingFix(ending: Ending): string {
  switch (ending.kind) {
    case 'memory':
      return ending.limitOf === 'container'
        ? "Raise the container's own memory limit in the task definition, or find what takes so much."
        : "Raise the task's memory, or find what takes so much.";
    case 'heap':
      return HEAP[ending.program] ?? 'Find what fills the heap, or give the program more room of its own.';
    case 'exit':
      return exitFix(ending);
    case 'exits':
      return 'The logs of both show which ended first.';
    case 'health':
      return healthFix(ending);
    case 'start':
      return STARTS[ending.problem];
    case 'host':
      return ending.why === 'spot'
        ? 'Keep some tasks on Fargate or On-Demand capacity.'
        : 'Nothing: ECS starts them elsewhere.';
    case 'person':
    case 'other':
      return '';
  }
}

const HEAP: Partial<Record<Extract<Ending, { kind: 'heap' }>['program'], string>> = {
  'Node.js': 'Give it more with NODE_OPTIONS=--max-old-space-size, below the container’s limit, or find the leak.',
  Java: 'Give it more with -Xmx or -XX:MaxRAMPercentage, below the container’s limit, or find the leak.',
};

function exitFix({ exitCode, sidecar, hint }: Extract<Ending, { kind: 'exit' }>): string {
  if (hint?.says === 'platform') return STARTS.platform;
  if (sidecar) return "Look at that container's log; if the service can do without it, make it essential: false.";
  switch (exitCode) {
    case 0:
      return "A service's program must not end: keep it in the foreground, or run it as a job.";
    case 126:
      return 'Make the file executable (chmod +x), and see that its interpreter exists.';
    case 127:
      return 'Look for a misspelt command, or a program that the image does not have.';
    case 137:
      return "Compare its memory with the task's limit, and see whether something kills it from within.";
    case 143:
      return 'See what sends SIGTERM within the task: a supervisor, or a script.';
    default:
      return 'Its last log lines should say why.';
  }
}

function healthFix({ finding, listensOn, readyAfter }: Extract<Ending, { kind: 'health' }>): string {
  if (readyAfter !== undefined) return 'Give it a longer grace period, or let it start faster.';
  if (listensOn !== undefined)
    return 'Let the program listen on the port that is checked, or check the one it listens on.';
  switch (finding?.kind) {
    case 'codes':
      return codesFix(finding.codes ?? '');
    case 'timeout':
      return 'Look at what it does when the check asks; if it only starts slowly, give it a longer grace period.';
    case 'no-connection':
      return 'Compare the port it listens on with the one that is checked, that it listens on 0.0.0.0, and the security group.';
    case 'container':
      return 'Run the health check’s command in the container: its tool must be in the image, and its start period long enough.';
    default:
      return '';
  }
}

function codesFix(codes: string): string {
  if (/^30\d/.test(codes)) return 'Check a path that answers by itself, or count redirects as healthy (matcher).';
  if (/^40[13]/.test(codes)) return 'Check a path that needs no login.';
  if (codes === '404') return "Compare the health check's path with those the program has.";
  return 'Its log should say why it answers so.';
}

const STARTS: Readonly<Record<StartProblem, string>> = {
  'image-gone': 'Push that image, or deploy a tag that is there.',
  'image-denied':
    "Let the execution role pull it (ecr:BatchGetImage, ecr:GetDownloadUrlForLayer, ecr:GetAuthorizationToken), and see the repository's policy.",
  'image-private': 'Compare the name and the tag with the registry; a private one needs repositoryCredentials.',
  'rate-limited': 'Pull through a cache in ECR, or with a login to that registry.',
  'registry-unreachable':
    'See that the subnet has a way to the registry: NAT, a public address, or VPC endpoints for ECR and S3.',
  platform:
    'Build the image for the platform of the task (docker build --platform), or set runtimePlatform to that of the image.',
  'image-invalid': 'Compare the reference with the registry, and push the image again.',
  'no-disk': 'Raise ephemeralStorage, or make the image smaller.',
  'pull-failed': '',
  'command-missing':
    'Compare command and entryPoint with what the image has; a script with Windows line ends fails like this, too.',
  'command-denied': 'Make the file executable (chmod +x) in the image.',
  'port-taken': 'Use a dynamic host port (0), or one task for each instance.',
  dependency: 'Look at that container: its log, its exit code, its health check.',
  'runtime-timeout': 'Try again; if it stays so, look at the instance, or tell AWS.',
  runtime: '',
  'secret-denied':
    'Let the execution role read it (secretsmanager:GetSecretValue or ssm:GetParameters, and kms:Decrypt for its key).',
  'secret-missing': 'Create it, or correct its name in the task definition.',
  'secret-key': 'Add the key to the secret, or correct it in the task definition.',
  'secret-unreachable': 'See that the subnet has a way there: NAT, a public address, or VPC endpoints.',
  'secret-failed': '',
  'env-file': 'See that the file exists and the execution role may read it (s3:GetObject, s3:GetBucketLocation).',
  'log-missing': 'Create the log group, or set awslogs-create-group.',
  'log-denied': 'Let the execution role write to it (logs:CreateLogStream, logs:PutLogEvents).',
  'log-failed': "Compare the container's logConfiguration with what is there.",
  volume: 'See that the file system exists, its mount targets are reachable (port 2049), and the role may mount it.',
  role: 'See that the role exists and trusts ecs-tasks.amazonaws.com.',
  addresses: 'Free addresses, or give the service more subnets.',
  'network-missing': "Correct the service's subnets and security groups.",
  network: "See the account's limit of network interfaces, and the service's subnets.",
  initialization: '',
  unplaced: '',
  capacity: 'Wait, or allow other availability zones or capacity providers.',
  'spot-capacity': 'Wait, or let some tasks run on FARGATE instead of FARGATE_SPOT.',
  quota: 'Ask AWS for a higher quota, or stop what is not needed.',
  'no-instances': 'Start container instances, or see why they do not register in this cluster.',
  'instance-cpu': 'Add instances, or lower what the task reserves.',
  'instance-memory': 'Add instances, or lower what the task reserves.',
  'instance-gpu': 'Add instances with GPUs.',
  'instance-port': 'Use a dynamic host port (0), lower minimumHealthyPercent, or add instances.',
  'instance-network': 'Add instances, or use ENI trunking.',
  'instance-attribute':
    "Compare the task's requiresAttributes with the instances (agent version, log drivers, architecture).",
  'instance-agent': 'See that the ECS agent of the instances runs and reaches ECS.',
  constraint: "Compare the service's placement constraints with the instances' attributes.",
};

function obstacleFix(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'placement':
      return STARTS[obstacle.problem];
    case 'cornered':
      return 'Lower minimumHealthyPercent or raise maximumPercent, so that one task may be stopped or started.';
    case 'protected':
      return 'It goes on when their protection ends: at its time, or by UpdateTaskProtection.';
    case 'alarm':
      return 'Look at what the alarm measures since the deployment began.';
    case 'throttled':
      return 'ECS tries again by itself.';
    case 'registration':
      return 'See that the target group exists, has the right target type, and the service-linked role may use it.';
    case 'pending':
      return "See the tasks' containers: what is pulled, or waited for.";
    case 'stopped':
    case 'superseded':
    case 'deleted':
      return '';
  }
}
