import type { Deployment, Service, ServiceRevision, TaskDefinition } from '@aws-sdk/client-ecs';

const BASE = 'arn:aws:ecs:us-west-2:000000000000';
const REPOSITORY = '000000000000.dkr.ecr.us-west-2.amazonaws.com';

/** For specs: ARNs as ECS makes them. */
export const taskDefinitionArn = (revision: string): string => `${BASE}:task-definition/${revision}`;
export const serviceRevisionArn = (id: number): string => `${BASE}:service-revision/primes/primes-api/${id}`;
export const serviceDeploymentArn = (id: number): string => `${BASE}:service-deployment/primes/primes-api/d${id}`;
export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
export const image = (name: string, tag: string): string => `${REPOSITORY}/${name}:${tag}`;

/** For specs: a deployment as DescribeServices answers it. */
export function deploymentAnswer(change: Partial<Deployment> = {}): Deployment {
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinition: taskDefinitionArn('primes-api:1'),
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    failedTasks: 0,
    createdAt: new Date(1000),
    updatedAt: new Date(2000),
    rolloutState: 'COMPLETED',
    ...change,
  };
}

/** For specs: a steady service as DescribeServices answers it. */
export function serviceAnswer(change: Partial<Service> = {}): Service {
  return {
    serviceName: 'primes-api',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    taskDefinition: taskDefinitionArn('primes-api:1'),
    deploymentController: { type: 'ECS' },
    schedulingStrategy: 'REPLICA',
    loadBalancers: [{ containerName: 'app', containerPort: 80, targetGroupArn: 'arn:tg' }],
    deployments: [deploymentAnswer()],
    currentServiceRevisions: [{ arn: serviceRevisionArn(1) }],
    events: [],
    ...change,
  };
}

/** For specs: a service revision as DescribeServiceRevisions answers it. */
export function revisionAnswer(
  id: number,
  revision: string,
  images: ServiceRevision['containerImages'],
): ServiceRevision {
  return {
    serviceRevisionArn: serviceRevisionArn(id),
    taskDefinition: taskDefinitionArn(revision),
    containerImages: images,
    createdAt: new Date(id * 1000),
  };
}

/** For specs: a task definition as DescribeTaskDefinition answers it. */
export function taskDefinitionAnswer(
  revision: string,
  change: Partial<TaskDefinition> = {},
): { taskDefinition: TaskDefinition } {
  const [family = '', number] = revision.split(':');
  return {
    taskDefinition: {
      taskDefinitionArn: taskDefinitionArn(revision),
      family,
      revision: Number(number),
      memory: '512',
      containerDefinitions: [{ name: 'app', image: image('primes-api', '1.0.0'), essential: true }],
      ...change,
    },
  };
}
