import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import type { SecretId, SecretRead, SecretSource } from '../../engine/secrets.port';
import { AwsFault } from '../../wire/fault';
import { Secret } from './secret';
import { markedForDeletion, nameScheduledForDeletion, secretExists, secretNotFound } from '../secretsmanager.faults';

export interface SecretsManagerRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
}

/** Secrets Manager in one region. */
export class SecretsManagerRegion implements SecretSource {
  private readonly secrets = new Map<string, Secret>();

  constructor(private readonly options: SecretsManagerRegionOptions) {}

  /** Epoch ms. */
  now(): number {
    return this.options.clock.now();
  }

  /** Those marked for deletion too, oldest first. */
  list(): Secret[] {
    for (const { name, deletion } of this.secrets.values())
      if (deletion && deletion.goneAt <= this.now()) this.secrets.delete(name);
    return [...this.secrets.values()];
  }

  /** @param id a name, an ARN, or an ARN without the six characters that it ends in. */
  find(id: string | undefined): Secret | undefined {
    return this.list().find(({ name, arn }) => id === name || id === arn || id === arn.slice(0, -SUFFIX_LENGTH - 1));
  }

  /** @throws AwsFault ResourceNotFoundException; one that is marked for deletion is still there. */
  known(id: string | undefined): Secret {
    const secret = this.find(id);
    if (!secret) throw secretNotFound();
    return secret;
  }

  /** @throws AwsFault ResourceNotFoundException, InvalidRequestException where it is marked for deletion. */
  usable(id: string | undefined): Secret {
    const secret = this.known(id);
    if (secret.deletion) throw markedForDeletion();
    return secret;
  }

  /** @throws AwsFault ResourceExistsException, InvalidRequestException where one of that name waits for its deletion. */
  create(name: string): Secret {
    const existing = this.find(name);
    if (existing?.deletion) throw nameScheduledForDeletion();
    if (existing) throw secretExists(name);
    const secret = new Secret(name, this.arn(name), this.now());
    this.secrets.set(name, secret);
    return secret;
  }

  read({ arn, versionId, versionStage }: SecretId): SecretRead {
    try {
      const { value } = this.usable(arn).version(versionId, versionStage);
      return { ok: true, text: value.SecretString ?? Buffer.from(value.SecretBinary ?? []).toString() };
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      return { ok: false, reason: `${error.code}: ${error.message}` };
    }
  }

  remove(secret: Secret): void {
    this.secrets.delete(secret.name);
  }

  /** Of a secret of that name: each one made gets another six characters. */
  arn(name: string): string {
    const { region, accountId } = this.options;
    return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix()}`;
  }
}

const SUFFIX_LENGTH = 6;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const suffix = (): string => [...randomBytes(SUFFIX_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
