import type { RawJson } from './raw-json';

/**
 * What ECS adds to a task definition that was registered, and takes no longer when it is registered again. All else goes
 * back as it came, members that came to ECS after this was written included.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html, beside API_RegisterTaskDefinition.html
 */
export const ADDED_BY_ECS: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
]);

/** AWS's own tags (CloudFormation's, for one) are shown with the others, and refused from anybody else. */
const AWS_TAG = /^aws:/i;

interface Described {
  taskDefinition: RawJson & { containerDefinitions?: RawJson[] };
  /** Beside the task definition in the answer, within it in the request. */
  tags?: { key?: string }[];
}

/**
 * The request that registers a task definition again with the image of one container changed.
 * @param described what DescribeTaskDefinition answered with its tags, word for word
 */
export function registerRequest(described: RawJson, images: readonly { container: string; image: string }[]): RawJson {
  const { taskDefinition, tags = [] } = described as unknown as Described;
  const kept = Object.entries(taskDefinition).filter(([member]) => !ADDED_BY_ECS.has(member));
  const own = tags.filter(({ key = '' }) => !AWS_TAG.test(key));
  return {
    ...Object.fromEntries(kept),
    containerDefinitions: (taskDefinition.containerDefinitions ?? []).map((definition) => {
      const changed = images.find(({ container }) => container === definition['name']);
      return changed ? { ...definition, image: changed.image } : definition;
    }),
    ...(own.length > 0 ? { tags: own } : {}),
  };
}
