import {
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import { BatchGetImageCommand, CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import type { clientOf } from './stack';
import { waitFor } from './wait-for';

const REGION = 'us-west-2';

/** Repositories, images and services that somebody else makes, for a test to find. */
export class World {
  private readonly ecs: ECSClient;

  constructor(private readonly client: ReturnType<typeof clientOf>) {
    this.ecs = new ECSClient(client);
  }

  /**
   * A repository with images, oldest first.
   * @param images the tags of each image
   * @returns the digests, in that order
   */
  async repository(repositoryName: string, images: string[][], region = REGION): Promise<string[]> {
    const ecr = new ECRClient({ ...this.client, region });
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    const { imageManifest, imageManifestMediaType } = await this.someManifest();
    const digests: string[] = [];
    for (const [n, tags] of images.entries()) {
      const annotations = { image: String(n) };
      const manifest = JSON.stringify({ ...(JSON.parse(imageManifest!) as object), annotations });
      for (const imageTag of tags) {
        const put = { repositoryName, imageTag, imageManifest: manifest, imageManifestMediaType };
        const { image } = await ecr.send(new PutImageCommand(put));
        digests[n] = image!.imageId!.imageDigest!;
      }
    }
    return digests;
  }

  /** A service of no task unless `more` says otherwise, and its task definition, which has its name. */
  async service(
    serviceName: string,
    containers: ContainerDefinition[],
    more: Partial<CreateServiceCommandInput> = {},
  ): Promise<void> {
    const { networkConfiguration } = await this.described('primes-api');
    const containerDefinitions = containers.map((container) => ({ essential: true, ...container }));
    await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: serviceName,
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '256',
        memory: '512',
        executionRoleArn: 'arn:aws:iam::000000000000:role/exec',
        containerDefinitions,
      }),
    );
    await this.ecs.send(
      new CreateServiceCommand({
        cluster: 'primes',
        serviceName,
        taskDefinition: serviceName,
        desiredCount: 0,
        launchType: 'FARGATE',
        networkConfiguration,
        ...more,
      }),
    );
    await waitFor(`${serviceName} to be steady`, async () => {
      const { deployments } = await this.described(serviceName);
      return deployments?.[0]?.rolloutState === 'COMPLETED' || undefined;
    });
  }

  async described(service: string) {
    const { services } = await this.ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: [service] }));
    return services![0]!;
  }

  private async someManifest() {
    const imageIds = [{ imageTag: '1.0.0' }];
    const command = new BatchGetImageCommand({ repositoryName: 'primes-api', imageIds });
    return (await new ECRClient(this.client).send(command)).images![0]!;
  }
}

/** A reference in full, in the sandbox's account. */
export const inEcr = (image: string, region = REGION): string =>
  `000000000000.dkr.ecr.${region}.amazonaws.com/${image}`;
