import { Injectable } from '@nestjs/common';
import { DescribeServiceRevisionsCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import type { Service } from '@aws-sdk/client-ecs';
import { parseImage } from '../../domain/images/image-ref.types';
import type { RunningImage } from '../../domain/images/image.types';
import { EcsRunningImages } from '../../domain/images/images.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { ServiceReader } from './service-reader';

/** What a service runs: its task definition, and the digests that ECS resolved its tags to. */
@Injectable()
export class RunningImagesAdapter extends EcsRunningImages {
  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
  ) {
    super();
  }

  override async of(ref: ServiceRef): Promise<RunningImage[]> {
    const service = await this.reader.read(ref);
    const { ecs } = this.clients.look(ref.environment);
    const [{ taskDefinition }, digests] = await Promise.all([
      ask(ref, ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }))),
      this.digests(ref, service),
    ]);
    const containers = taskDefinition?.containerDefinitions ?? [];
    const balanced = service.loadBalancers?.map(({ containerName }) => containerName) ?? [];
    return containers.map(({ name = '', image = '' }) => {
      const { tag, digest: pinned } = parseImage(image);
      const digest = pinned ?? digests.get(name);
      const main = containers.length === 1 || balanced.includes(name);
      return { container: name, image, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}), main };
    });
  }

  /**
   * By container. A tag is resolved to a digest at each deployment and kept in the service's revision, so the registry
   * cannot be asked for it: the tag may have moved since. None where ECS does not say, or may not be asked.
   */
  private async digests(ref: ServiceRef, service: Service): Promise<Map<string, string>> {
    const arn = service.currentServiceRevisions?.[0]?.arn;
    if (!arn) return new Map();
    const { ecs } = this.clients.look(ref.environment);
    const { serviceRevisions } = await ecs
      .send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }))
      .catch(() => ({ serviceRevisions: [] }));
    const images = serviceRevisions?.[0]?.containerImages ?? [];
    return new Map(
      images.flatMap(({ containerName, imageDigest }) =>
        containerName && imageDigest ? [[containerName, imageDigest]] : [],
      ),
    );
  }
}
