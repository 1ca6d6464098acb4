import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { RoleName, RoleSession, RoleSessions } from '../state/role-sessions';

/** Seconds. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const DURATION = { usual: 3600, least: 900, most: 43_200, mostInAChain: 3600 };
const NAME = { pattern: /^[\w+=,.@-]*$/, words: '[\\w+=,.@-]*', least: 2, most: 64 };
const ROLE_ARN = /^arn:([\w-]+):iam::(\d{12}):role\/(?:[^/]+\/)*([\w+=,.@-]+)$/;

export const assumeRole = operation<RoleSessions, AssumeRoleRequest, AssumeRoleResponse>({
  name: 'AssumeRole',
  unsupported: ['Policy', 'PolicyArns', 'Tags', 'TransitiveTagKeys', 'SerialNumber', 'TokenCode', 'ProvidedContexts'],
  run({ RoleArn, RoleSessionName = '', SourceIdentity, DurationSeconds = DURATION.usual }, { state, accessKeyId }) {
    const problems = [
      ...nameProblems('roleSessionName', RoleSessionName),
      ...nameProblems('sourceIdentity', SourceIdentity),
      ...durationProblems(DurationSeconds),
    ];
    if (problems.length > 0) throw invalid(constraintSentence(problems));
    const role = roleOf(RoleArn ?? '');
    const from = state.of(accessKeyId);
    if (from) checkChain(from, SourceIdentity, DurationSeconds);
    const session = state.open({
      role,
      sessionName: RoleSessionName,
      sourceIdentity: SourceIdentity ?? from?.sourceIdentity,
      duration: DurationSeconds,
    });
    return {
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAt),
      },
      AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
      ...(session.sourceIdentity === undefined ? {} : { SourceIdentity: session.sourceIdentity }),
    };
  },
});

function roleOf(arn: string): RoleName {
  const [, partition, account, name] = ROLE_ARN.exec(arn) ?? [];
  if (!partition || !account || !name) throw invalid(`${arn} is invalid`);
  return { partition, account, name };
}

/**
 * A role taken on from another one: a source identity stays what it was.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
function checkChain(from: RoleSession, sourceIdentity: string | undefined, duration: number): void {
  if (duration > DURATION.mostInAChain) {
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  }
  if (!sourceIdentity || !from.sourceIdentity || sourceIdentity === from.sourceIdentity) return;
  throw new AwsFault(
    'AccessDenied',
    `User: ${from.arn} is not authorized to perform: sts:SetSourceIdentity because the source identity cannot be changed once it is set`,
    403,
  );
}

function nameProblems(path: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  const at = `Value '${value}' at '${path}' failed to satisfy constraint: Member must`;
  return [
    ...(value.length > NAME.most ? [`${at} have length less than or equal to ${NAME.most}`] : []),
    ...(value.length < NAME.least ? [`${at} have length greater than or equal to ${NAME.least}`] : []),
    ...(NAME.pattern.test(value) ? [] : [`${at} satisfy regular expression pattern: ${NAME.words}`]),
  ];
}

function durationProblems(seconds: number): string[] {
  const at = `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value`;
  if (seconds < DURATION.least) return [`${at} greater than or equal to ${DURATION.least}`];
  return seconds > DURATION.most ? [`${at} less than or equal to ${DURATION.most}`] : [];
}

const invalid = (message: string): AwsFault => new AwsFault('ValidationError', message, 400);

const constraintSentence = (problems: string[]): string =>
  `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`;
