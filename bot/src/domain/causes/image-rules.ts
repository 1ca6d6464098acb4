import { DENIED, UNREACHABLE } from './start-rules';
import type { Family } from './start-rules';

/** An image in full, or as it stands behind words that introduce one: a registry or not, a path, a tag or a digest or both. */
const IMAGE = [
  /(?<![\w./-])((?:[\w-]+\.)+[\w-]+(?::\d+)?\/[\w./-]+(?::\w[\w.-]*)?(?:@sha256:[0-9a-f]{64})?)(?!["\w])/,
  /(?:manifest for|access denied for|resolve ref(?:erence)?|pull) ['"]?((?:[\w-]+\/)*[\w.-]+:\w[\w.-]*)/,
];

/** For another platform than the one that the task runs on. */
export const OTHER_PLATFORM =
  /descriptor matching platform|no match(?:ing)? (?:for|manifest for).*(?:platform|linux\/|windows\/)|exec format error|image operating system .* cannot be used|does not match the (?:specified|detected|expected) (?:host )?platform|not supported on this platform/i;

/**
 * An image that cannot be had: "CannotPullContainer task errors in Amazon ECS", and the registries' own words in them.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export const IMAGE_FAMILY: Family = {
  about:
    /CannotPull|pull(?:ing)? image|pull(?:ed)? from (?:the )?(?:Amazon )?ECR|ecr registry auth|registry auth from Amazon ECR|ref pull|failed to resolve ref|ImageManifest|can't pull/i,
  rules: [
    { problem: 'platform', says: OTHER_PLATFORM, names: IMAGE },
    {
      problem: 'rate-limited',
      says: /toomanyrequests|pull rate limit|\b429\b|Too Many Requests|Rate ?(?:limit )?exceeded/i,
      names: IMAGE,
    },
    { problem: 'no-disk', says: /no space left on device|disk (?:is )?full|not enough (?:disk|space)/i, names: IMAGE },
    {
      problem: 'image-invalid',
      says: /invalid reference format|must be lowercase|unsupported (?:media|manifest|docker)|unexpected media type|invalid tar header|mediaType in manifest/i,
      names: IMAGE,
    },
    {
      problem: 'image-denied',
      says: /not authorized to perform|AccessDenied/,
      names: IMAGE,
    },
    { problem: 'image-private', says: /does not exist or may require|may require 'docker login'/i, names: IMAGE },
    { problem: 'image-denied', says: DENIED, names: IMAGE },
    {
      problem: 'image-gone',
      says: /not found|manifest unknown|MANIFEST_UNKNOWN|name ?unknown|does not exist|no such image|\b404\b|RepositoryNotFound|ImageNotFound/i,
      names: IMAGE,
    },
    { problem: 'registry-unreachable', says: UNREACHABLE, names: IMAGE },
    { problem: 'pull-failed', says: /./, names: IMAGE },
  ],
};
