import { join } from 'node:path';
import { DescribeClustersCommand, DescribeServicesCommand } from '@aws-sdk/client-ecs';
import type { Clock } from '../../kernel/clock';
import { createBalancer } from './create-balancer';
import { CLUSTER, PRIMES_API, createServices } from './create-services';
import { pushImages } from './push-images';
import { scaleOnCpu } from './scale-service';
import { worldClients, type WorldClients } from './world-clients';

const BETWEEN_LOOKS_MS = 100;

/**
 * Makes the starting world and waits until it is steady, one at a time.
 * @param endpoint the sandbox's own AWS address, once it has one
 * @param imagesFolder where `<repository>/<tag>.json` stand
 * @returns what does so and answers false where there is a world already, or one is being made
 */
export function worldBuilder(endpoint: () => string, imagesFolder: string, clock: Clock): () => Promise<boolean> {
  let underWay = false;
  return async () => {
    if (underWay) return false;
    underWay = true;
    try {
      const isNew = await buildStartingWorld(endpoint(), imagesFolder);
      if (isNew) await steadyWorld(endpoint(), clock);
      return isNew;
    } finally {
      underWay = false;
    }
  };
}

/**
 * Makes what a newcomer finds: repository with images, balancer, cluster, services, scaling.
 * @param endpoint the sandbox's own AWS address
 * @param imagesFolder where `<repository>/<tag>.json` stand
 * @returns false where there is a world already
 */
async function buildStartingWorld(endpoint: string, imagesFolder: string): Promise<boolean> {
  const clients = worldClients(endpoint);
  const { clusters } = await clients.ecs.send(new DescribeClustersCommand({ clusters: [CLUSTER] }));
  if (clusters?.some(({ status }) => status === 'ACTIVE')) return false;
  const [repositoryUri, targetGroupArn] = await Promise.all([
    pushImages(clients.ecr, PRIMES_API, join(imagesFolder, PRIMES_API)),
    createBalancer(clients.elbv2, CLUSTER),
  ]);
  await createServices(clients.ecs, repositoryUri, targetGroupArn);
  await scaleOnCpu(clients.scaling, CLUSTER, PRIMES_API);
  return true;
}

/** Resolves once `primes-api` has reached a steady state, as ECS tells it. */
async function steadyWorld(endpoint: string, clock: Clock): Promise<void> {
  const { ecs } = worldClients(endpoint);
  while (!(await isSteady(ecs))) await new Promise<void>((resolve) => clock.after(BETWEEN_LOOKS_MS, resolve));
}

async function isSteady(ecs: WorldClients['ecs']): Promise<boolean> {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [PRIMES_API] }));
  const service = services?.[0];
  return (
    service?.deployments?.length === 1 &&
    service.deployments[0]!.rolloutState === 'COMPLETED' &&
    service.runningCount === service.desiredCount
  );
}
