import { Injectable } from '@nestjs/common';
import { BatchGetImageCommand } from '@aws-sdk/client-ecr';
import { parseImage } from '../../domain/images/image-ref.types';
import { RegistryUnreadableError } from '../../domain/images/images.errors';
import { PreflightLook } from '../../domain/preflight/preflight.port';
import type { Given, Platform, RevisionNeeds } from '../../domain/preflight/preflight.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { alarmStates } from '../cloudwatch/alarm-states';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import type { ClientSet } from '../doors/client-set';
import { ecrAddress, whyNoAddress } from '../ecr/ecr-address';
import { MANIFESTS, platformsIn } from '../ecr/manifest-platforms';
import { TaskDefinitions } from '../ecs/task-definitions';
import { givenThings } from './given.reader';
import { definitionIn, needsOf } from './revision-needs';

/** What a deployment needs, as far as the bot's permissions show it. */
@Injectable()
export class PreflightLookAdapter extends PreflightLook {
  constructor(
    private readonly clients: AwsClients,
    private readonly taskDefinitions: TaskDefinitions,
  ) {
    super();
  }

  override async needs(ref: ServiceRef, revision: string): Promise<RevisionNeeds> {
    return needsOf(definitionIn(await this.taskDefinitions.whole(ref, revision)));
  }

  override async given(ref: ServiceRef, revision: string): Promise<Given[]> {
    const { environment } = ref;
    const clientsIn = (region?: string): ClientSet =>
      region === undefined ? this.clients.look(environment) : this.clients.lookIn(environment, region);
    return givenThings(definitionIn(await this.taskDefinitions.whole(ref, revision)), clientsIn);
  }

  override async platforms(environment: string, image: string): Promise<Platform[] | undefined> {
    const { repository, tag, digest } = parseImage(image);
    const address = ecrAddress(repository);
    if (address === undefined) throw new RegistryUnreadableError(repository, whyNoAddress(repository));
    const { region, ...named } = address;
    const imageIds = [digest === undefined ? { imageTag: tag } : { imageDigest: digest }];
    const command = new BatchGetImageCommand({ ...named, imageIds, acceptedMediaTypes: [...MANIFESTS] });
    const { images = [] } = await ask(undefined, this.clients.lookIn(environment, region).ecr.send(command));
    return platformsIn(images[0]?.imageManifest);
  }

  override alarms(environment: string, names: readonly string[]): Promise<ReadonlyMap<string, { state: string }>> {
    return ask(undefined, alarmStates(this.clients.look(environment).cloudwatch, names));
  }
}
