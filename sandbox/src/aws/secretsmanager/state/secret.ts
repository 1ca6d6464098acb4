import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Tag } from '@aws-sdk/client-secrets-manager';
import { invalidParameter, invalidRequest, valueNotFound, versionExists } from '../secretsmanager.faults';

/** What is kept secret: one of the two. */
export interface SecretValue {
  SecretString?: string;
  SecretBinary?: Uint8Array;
}

/** One value with the staging labels that point at it. */
export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  /** Epoch ms. */
  readonly createdAt: number;
  stages: string[];
}

/** One secret and its versions, oldest first. Times are epoch ms. */
export class Secret {
  description?: string;
  kmsKeyId?: string;
  tags: Tag[] = [];
  /** When it was marked for deletion, and when it goes for good. */
  deletion?: { markedAt: number; goneAt: number };
  lastChangedAt: number;
  lastAccessedAt?: number;
  private versions: SecretVersion[] = [];

  constructor(
    readonly name: string,
    readonly arn: string,
    readonly createdAt: number,
  ) {
    this.lastChangedAt = createdAt;
  }

  list(): readonly SecretVersion[] {
    return this.versions;
  }

  /** Version ids with their labels; those without a label are deprecated and not shown. */
  get stages(): Record<string, string[]> {
    return Object.fromEntries(this.versions.flatMap(({ id, stages }) => (stages.length > 0 ? [[id, stages]] : [])));
  }

  /**
   * Adds a version, or answers the one that the same token and value already made.
   * @param token becomes the version's id; a new UUID where none is given
   * @param stages labels moved to it; AWSCURRENT leaves AWSPREVIOUS where it was
   * @throws AwsFault ResourceExistsException where the token has another value already
   */
  put(value: SecretValue, at: number, token: string = randomUUID(), stages = ['AWSCURRENT']): SecretVersion {
    const known = this.versions.find(({ id }) => id === token);
    if (known && !isDeepStrictEqual(known.value, value)) throw versionExists(token, this.name);
    if (known) return known;
    const version: SecretVersion = { id: token, value, createdAt: at, stages: [] };
    this.versions.push(version);
    for (const stage of this.versions.length === 1 ? new Set([...stages, 'AWSCURRENT']) : stages)
      this.move(stage, version);
    this.lastChangedAt = at;
    return version;
  }

  /** @throws AwsFault ResourceNotFoundException where no version has that id and label. */
  version(id: string | undefined, stage: string | undefined): SecretVersion {
    const label = stage ?? (id === undefined ? 'AWSCURRENT' : undefined);
    const found = this.versions.find(
      (version) => (id === undefined || version.id === id) && (label === undefined || version.stages.includes(label)),
    );
    if (found) return found;
    throw valueNotFound(id === undefined ? `staging label: ${label ?? ''}` : `VersionId: ${id}`);
  }

  private move(stage: string, to: SecretVersion): void {
    const from = this.versions.find(({ stages }) => stages.includes(stage));
    if (from && stage === 'AWSCURRENT') this.move('AWSPREVIOUS', from);
    if (from) from.stages = from.stages.filter((other) => other !== stage);
    to.stages.push(stage);
  }
}

/**
 * @throws AwsFault InvalidParameterException where both kinds of value are given, InvalidRequestException where one is
 *   needed and none is
 */
export function valueOf({ SecretString, SecretBinary }: SecretValue, needed: boolean): SecretValue | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  if (SecretString !== undefined) return { SecretString };
  if (SecretBinary !== undefined) return { SecretBinary };
  if (needed) throw invalidRequest('You must provide either SecretString or SecretBinary.');
  return undefined;
}
