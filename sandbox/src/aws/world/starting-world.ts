import { join } from 'node:path';
import { type DeploymentConfiguration, DescribeClustersCommand } from '@aws-sdk/client-ecs';
import type { Clock } from '../../kernel/clock';
import { createBatch } from './create-batch';
import { createHello } from './create-hello';
import { type Accompaniment, createStack } from './create-stack';
import { pushImages } from './push-images';
import { setStrategy, type StrategySet } from './set-strategy';
import { worldClients } from './world-clients';

/** Where the starting world is read from. */
export interface WorldSources {
  /** The template of the stack that is the world, JSON. */
  template: string;
  /** Where its images stand, as `<repository>/<tag>.json`. */
  imagesFolder: string;
}

/** The stack, and the cluster in it. */
const PRIMES = 'primes';
/** Its service, and the repository of that one's images. */
const SERVICE = 'primes-api';

/**
 * Makes the starting world and waits until it is steady, one at a time.
 * @param endpoint the sandbox's own AWS address, once it has one
 * @returns what does so and answers false where there is a world already, or one is being made
 */
export function worldBuilder(endpoint: () => string, sources: WorldSources, clock: Clock): () => Promise<boolean> {
  let underWay = false;
  return async () => {
    if (underWay) return false;
    underWay = true;
    try {
      return await buildStartingWorld(endpoint(), sources, clock);
    } finally {
      underWay = false;
    }
  };
}

/**
 * Pushes the sample service's images into its repository, whoever made that.
 * @param endpoint the sandbox's own AWS address
 * @throws RepositoryNotFoundException of the ECR client where there is none
 */
export function pushWorldImages(endpoint: string, { imagesFolder }: WorldSources): Promise<void> {
  return pushImages(worldClients(endpoint).ecr, SERVICE, join(imagesFolder, SERVICE));
}

/**
 * Changes how the sample service is deployed.
 * @param endpoint the sandbox's own AWS address
 * @param configuration UpdateService's deploymentConfiguration
 * @returns `undefined` while a deployment is under way
 */
export function setWorldStrategy(
  endpoint: string,
  configuration: DeploymentConfiguration,
  clock: Clock,
): Promise<StrategySet | undefined> {
  return setStrategy(worldClients(endpoint), { cluster: PRIMES, service: SERVICE }, configuration, clock);
}

/**
 * Makes what a newcomer finds: the stack of the sample service, with images in its repository, a service beside it, and a
 * cluster of container instances.
 * @returns false where there is a world already
 */
async function buildStartingWorld(
  endpoint: string,
  { template, imagesFolder }: WorldSources,
  clock: Clock,
): Promise<boolean> {
  const { cloudformation, ecr, ecs } = worldClients(endpoint);
  const { clusters } = await ecs.send(new DescribeClustersCommand({ clusters: [PRIMES] }));
  if (clusters?.some(({ status }) => status === 'ACTIVE')) return false;
  let hasHello = false;
  const beside: Accompaniment = {
    push: () => pushImages(ecr, SERVICE, join(imagesFolder, SERVICE)),
    // As early as it can be: whoever lists services while the world is being made should see both.
    async meanwhile() {
      if (hasHello) return;
      hasHello = await createHello(ecs, PRIMES, SERVICE);
      if (hasHello) await createBatch(ecs);
    },
  };
  await createStack(cloudformation, PRIMES, template, beside, clock);
  return true;
}
