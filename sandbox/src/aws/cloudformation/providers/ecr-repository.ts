import {
  CreateRepositoryCommand,
  CreateRepositoryRequest$,
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
  type CreateRepositoryRequest,
  type ECRClient,
} from '@aws-sdk/client-ecr';
import { asText, isMap, type Properties } from '../template/template';
import type { Clients } from './clients';
import { realType, textOf, without } from './define';
import { type PropertyChange, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { differs, tagChange } from './tags';

/** What no member of CreateRepository takes: the policy is a call of its own, the other is for the day of deletion. */
const OWN = ['LifecyclePolicy', 'EmptyOnDelete'];

/** A repository, with its lifecycle policy. */
export const ecrRepository = ({ ecr }: Clients) =>
  realType({
    type: 'AWS::ECR::Repository',
    schema: CreateRepositoryRequest$,
    rules: {
      replaced: 'EncryptionConfiguration RepositoryName',
      updated: 'EmptyOnDelete ImageScanningConfiguration ImageTagMutability LifecyclePolicy Tags',
      absent: 'ImageTagMutabilityExclusionFilters RepositoryPolicyText',
    },
    own: OWN,
    attributes: ['Arn', 'RepositoryUri'],
    async create(properties, making) {
      const repositoryName = textOf(properties, 'RepositoryName') ?? making.generatedName().toLowerCase();
      const input = sdkInput<CreateRepositoryRequest>(CreateRepositoryRequest$, without(properties, OWN));
      const { repository } = await ecr.send(new CreateRepositoryCommand({ ...input, repositoryName }));
      making.initiated(repositoryName);
      await putLifecycle(ecr, repositoryName, properties);
      const { repositoryArn, repositoryUri } = repository!;
      return { physicalId: repositoryName, attributes: { Arn: repositoryArn!, RepositoryUri: repositoryUri! } };
    },
    async update(made, change) {
      await updateSettings(ecr, made.physicalId, change);
      const resourceArn = asText(made.attributes['Arn']);
      const { set, removed } = tagChange(change);
      if (set.length > 0) await ecr.send(new TagResourceCommand({ resourceArn, tags: set }));
      if (removed.length > 0) await ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }, properties) => {
      const force = textOf(properties, 'EmptyOnDelete') === 'true';
      return unlessGone(ecr.send(new DeleteRepositoryCommand({ repositoryName: physicalId, force })));
    },
  });

async function updateSettings(ecr: ECRClient, repositoryName: string, change: PropertyChange): Promise<void> {
  const { after } = change;
  const settings = sdkInput<CreateRepositoryRequest>(CreateRepositoryRequest$, without(after, OWN));
  if (differs(change, 'ImageScanningConfiguration')) {
    const { imageScanningConfiguration = { scanOnPush: false } } = settings;
    await ecr.send(new PutImageScanningConfigurationCommand({ repositoryName, imageScanningConfiguration }));
  }
  if (differs(change, 'ImageTagMutability')) {
    const { imageTagMutability = 'MUTABLE' } = settings;
    await ecr.send(new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability }));
  }
  if (!differs(change, 'LifecyclePolicy')) return;
  if (lifecycleOf(after) === undefined) await ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }));
  await putLifecycle(ecr, repositoryName, after);
}

async function putLifecycle(ecr: ECRClient, repositoryName: string, properties: Properties): Promise<void> {
  const lifecyclePolicyText = lifecycleOf(properties);
  if (lifecyclePolicyText === undefined) return;
  await ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText }));
}

function lifecycleOf({ LifecyclePolicy }: Properties): string | undefined {
  return isMap(LifecyclePolicy) ? textOf(LifecyclePolicy, 'LifecyclePolicyText') : undefined;
}
