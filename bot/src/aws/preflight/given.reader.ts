import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { messageOf } from '../../kernel/message-of';
import { UserError } from '../../kernel/user-error';
import type { Given } from '../../domain/preflight/preflight.types';
import type { ClientSet } from '../doors/client-set';
import { ask } from '../doors/aws-errors';
import { logGroupsIn, secretsIn } from './given-things';
import type { LogGroup, SecretUse } from './given-things';

/** No stream is called so: what is asked for is whether its group is there. */
const NO_STREAM = 'none';
const PARAMETER = 'I ask AWS for no parameters of Systems Manager.';

/**
 * Whether what tasks are given before they start is there; everything is asked for at once.
 * @param clientsIn the look door's clients; without a region those of the service's own
 */
export async function givenThings(
  definition: TaskDefinition,
  clientsIn: (region?: string) => ClientSet,
): Promise<Given[]> {
  const { secrets, parameters } = secretsIn(definition);
  const [groups, read] = await Promise.all([
    Promise.all(logGroupsIn(definition).map((group) => logGroup(group, clientsIn(group.region)))),
    Promise.all(secrets.map((use) => secret(use, clientsIn(use.region)))),
  ]);
  const unasked = parameters.map((name): Given => ({ kind: 'secret', name, is: { unknown: PARAMETER } }));
  return [...groups, ...read.flat(), ...unasked];
}

/** The permission to read its events shows it: AWS looks for the group first, and then for the stream. */
async function logGroup({ name }: LogGroup, { logs }: ClientSet): Promise<Given> {
  const question = logs.send(new GetLogEventsCommand({ logGroupName: name, logStreamName: NO_STREAM, limit: 1 }));
  const isStream = (error: unknown): boolean => isMissing(error) && /log stream/i.test(error.message);
  return { kind: 'log-group', name, is: await isThere(question.catch(unless(isStream))) };
}

/** One that is to be deleted can be read no more than one that is gone. */
async function secret({ secret: SecretId, variables }: SecretUse, { secrets }: ClientSet): Promise<Given[]> {
  const question = secrets.send(new DescribeSecretCommand({ SecretId }));
  const is = await isThere(question, ({ DeletedDate }) => DeletedDate === undefined);
  return variables.map((name) => ({ kind: 'secret', name, is }));
}

async function isThere<T>(question: Promise<T>, isGood: (answer: T) => boolean = () => true): Promise<Given['is']> {
  try {
    return isGood(await ask(undefined, question)) ? 'there' : 'missing';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    if (!(error instanceof UserError)) throw error;
    return { unknown: messageOf(error) };
  }
}

function isMissing(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ResourceNotFoundException';
}

const unless =
  (isFine: (error: unknown) => boolean) =>
  (error: unknown): undefined => {
    if (!isFine(error)) throw error;
  };
