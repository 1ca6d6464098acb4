import type { Clock } from '../../../kernel/clock';
import type { Architecture, ImageFile, ImagePull, ImageSource } from '../../engine/images.port';
import { repositoryAlreadyExists, repositoryNotFound } from '../ecr.faults';
import { parseReference } from './image-reference';
import { PullThroughRules } from './pull-through-rules';
import { Repository, type RepositorySettings } from './repository';
import { IMAGE_ANNOTATION, type IndexEntry } from './stored-image';

export interface EcrRegionOptions {
  region: string;
  accountId: string;
  clock: Clock;
}

/** ECR in one region: the account's private registry. */
export class EcrRegion implements ImageSource {
  readonly registryId: string;
  private readonly repositories = new Map<string, Repository>();
  private readonly rules: PullThroughRules;

  constructor(private readonly options: EcrRegionOptions) {
    this.registryId = options.accountId;
    this.rules = new PullThroughRules(options.accountId);
  }

  /** @param registryId another account's registry has no rules that could be seen from here. */
  pullThrough(registryId: string = this.registryId): PullThroughRules {
    return registryId === this.registryId ? this.rules : new PullThroughRules(registryId);
  }

  /** Epoch ms. */
  now(): number {
    return this.options.clock.now();
  }

  /** Oldest first. */
  list(): Repository[] {
    return [...this.repositories.values()];
  }

  /**
   * @param registryId another account's registry has nothing that could be seen from here.
   * @throws AwsFault RepositoryNotFoundException
   */
  repository(name: string | undefined, registryId: string = this.registryId): Repository {
    const repository = registryId === this.registryId ? this.repositories.get(name ?? '') : undefined;
    if (!repository) throw repositoryNotFound(name ?? '', registryId);
    return repository;
  }

  /** @throws AwsFault RepositoryNotFoundException */
  byArn(arn: string | undefined): Repository {
    const name = arn?.startsWith(this.arn('')) ? arn.slice(this.arn('').length) : (arn ?? '');
    return this.repository(name);
  }

  /** @throws AwsFault RepositoryAlreadyExistsException */
  create(settings: Pick<RepositorySettings, 'name' | 'mutability' | 'scanOnPush' | 'tags'>): Repository {
    const { name } = settings;
    if (this.repositories.has(name)) throw repositoryAlreadyExists(name, this.registryId);
    const repository = new Repository({
      ...settings,
      arn: this.arn(name),
      uri: `${this.registryHost()}/${name}`,
      registryId: this.registryId,
      createdAt: this.now(),
    });
    this.repositories.set(name, repository);
    return repository;
  }

  remove(name: string): void {
    this.repositories.delete(name);
  }

  /** `000000000000.dkr.ecr.us-west-2.amazonaws.com` */
  registryHost(): string {
    return `${this.registryId}.dkr.ecr.${this.options.region}.amazonaws.com`;
  }

  pull(reference: string, architecture?: Architecture): ImagePull {
    const parsed = parseReference(reference);
    const known = parsed.host === this.registryHost() ? this.repositories.get(parsed.repository) : undefined;
    const image = known?.find(parsed.id);
    const full = `${parsed.host}/${parsed.repository}${parsed.id.imageDigest ? `@${parsed.id.imageDigest}` : `:${parsed.id.imageTag}`}`;
    if (!image) return unpulled(`failed to resolve ref ${full}: ${full}: not found`);
    const entry = image.entries.find((each) => fits(each, architecture));
    if (image.entries.length > 0 && !entry) return { ok: false, reason: noPlatform(architecture ?? '') };
    const file = fileOf(known, entry) ?? image.file;
    if (!file) return unpulled(`${full} names no command: its manifest has no annotation ${IMAGE_ANNOTATION}`);
    image.lastPulledAt = this.now();
    return { ok: true, digest: image.digest, file };
  }

  /** Nothing runs by itself here. */
  close(): void {
    this.repositories.clear();
  }

  private arn(name: string): string {
    return `arn:aws:ecr:${this.options.region}:${this.registryId}:repository/${name}`;
  }
}

/** Whether an index's image is for a host; one that names no platform is for every host. */
const fits = ({ platform }: IndexEntry, architecture: Architecture | undefined): boolean =>
  !platform || !architecture || (platform.os === 'linux' && platform.architecture === architecture);

/** What an index's image says it is, where its own manifest was pushed too. */
const fileOf = (repository: Repository | undefined, entry: IndexEntry | undefined): ImageFile | undefined =>
  entry && repository?.find({ imageDigest: entry.digest })?.file;

const noPlatform = (architecture: string): string =>
  `CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/${architecture}'`;

const unpulled = (cause: string): ImagePull => ({
  ok: false,
  reason: `CannotPullContainerError: pull image manifest has been retried 1 time(s): ${cause}`,
});
