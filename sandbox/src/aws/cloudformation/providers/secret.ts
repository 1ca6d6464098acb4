import { randomInt } from 'node:crypto';
import {
  CreateSecretCommand,
  CreateSecretRequest$,
  DeleteSecretCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSecretCommand,
  UpdateSecretRequest$,
  type CreateSecretRequest,
  type UpdateSecretRequest,
} from '@aws-sdk/client-secrets-manager';
import { isMap, type Properties } from '../template/template';
import type { Clients } from './clients';
import { only, realType, textOf, without } from './define';
import { type PropertyChange, unlessGone } from './provider';
import { sdkInput } from './sdk-properties';
import { differs, tagChange } from './tags';

const OWN = ['GenerateSecretString'];
const VALUES = ['Description', 'KmsKeyId', 'SecretString'];

/** A secret, given or made up. */
export const secret = ({ secrets }: Clients) =>
  realType({
    type: 'AWS::SecretsManager::Secret',
    schema: CreateSecretRequest$,
    rules: {
      replaced: 'Name',
      updated: 'Description GenerateSecretString KmsKeyId SecretString Tags',
      absent: 'ReplicaRegions Type',
    },
    own: OWN,
    attributes: ['Id'],
    async create(properties, making) {
      const Name = textOf(properties, 'Name') ?? making.generatedName();
      const input = sdkInput<CreateSecretRequest>(CreateSecretRequest$, without(properties, OWN));
      const { ARN } = await secrets.send(new CreateSecretCommand({ ...input, ...generated(properties), Name }));
      making.initiated(ARN!);
      return { physicalId: ARN!, attributes: { Id: ARN! } };
    },
    async update(made, change) {
      await secrets.send(new UpdateSecretCommand({ ...updateOf(change), SecretId: made.physicalId }));
      const SecretId = made.physicalId;
      const { set, removed } = tagChange(change);
      if (set.length > 0) await secrets.send(new TagResourceCommand({ SecretId, Tags: set }));
      if (removed.length > 0) await secrets.send(new UntagResourceCommand({ SecretId, TagKeys: removed }));
      return made;
    },
    delete: ({ physicalId }) =>
      unlessGone(secrets.send(new DeleteSecretCommand({ SecretId: physicalId, ForceDeleteWithoutRecovery: true }))),
  });

/** Somebody may have put the true value in by hand since: it is only overwritten where the template's own has changed. */
function updateOf(change: PropertyChange): Partial<UpdateSecretRequest> {
  const input = sdkInput<Partial<UpdateSecretRequest>>(UpdateSecretRequest$, only(change.after, VALUES));
  if (!differs(change, 'SecretString')) delete input.SecretString;
  return differs(change, 'GenerateSecretString') ? { ...input, ...generated(change.after) } : input;
}

const KINDS = {
  ExcludeLowercase: 'abcdefghijklmnopqrstuvwxyz',
  ExcludeUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/** As GetRandomPassword makes one: 32 characters of every kind that is not excluded. */
function generated({ GenerateSecretString: wanted }: Properties): { SecretString?: string } {
  if (!isMap(wanted)) return {};
  const excluded = textOf(wanted, 'ExcludeCharacters') ?? '';
  const kinds = Object.entries(KINDS)
    .filter(([name]) => textOf(wanted, name) !== 'true')
    .map(([, letters]) => letters.split('').filter((letter) => !excluded.includes(letter)))
    .filter((letters) => letters.length > 0);
  if (textOf(wanted, 'IncludeSpace') === 'true') kinds.push([' ']);
  const length = Number(textOf(wanted, 'PasswordLength') ?? 32);
  const everyKind = textOf(wanted, 'RequireEachIncludedType') !== 'false';
  const letters = kinds.flat();
  const password = Array.from({ length }, (_, at) => pick(everyKind ? (kinds[at] ?? letters) : letters)).join('');
  const key = textOf(wanted, 'GenerateStringKey');
  if (key === undefined) return { SecretString: password };
  const template = JSON.parse(textOf(wanted, 'SecretStringTemplate') ?? '{}') as object;
  return { SecretString: JSON.stringify({ ...template, [key]: password }) };
}

const pick = (letters: readonly string[]): string => letters[randomInt(letters.length)]!;
