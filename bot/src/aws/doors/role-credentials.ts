import { AssumeRoleCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { clientSettings, type DoorOptions } from './client-set';

export interface RoleSession {
  roleArn: string;
  /** What CloudTrail calls the session. */
  sessionName: string;
  /** Whom CloudTrail names for everything done in the session, roles taken on from it included. */
  sourceIdentity?: string;
}

/** Shortest session that STS gives, in seconds: a command is over long before, and the SDK renews a look's. */
const SESSION_SECONDS = 900;

/**
 * Credentials of a role that is taken on when they are first needed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function roleCredentials(door: DoorOptions, session: RoleSession): STSClientConfig['credentials'] {
  return async () => {
    const sts = new STSClient(clientSettings(door));
    try {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: session.roleArn,
          RoleSessionName: stsWord(session.sessionName),
          SourceIdentity: session.sourceIdentity && stsWord(session.sourceIdentity),
          DurationSeconds: SESSION_SECONDS,
        }),
      );
      return {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken,
        expiration: Credentials!.Expiration,
      };
    } finally {
      sts.destroy();
    }
  };
}

/** STS takes 2 to 64 of these characters. */
const stsWord = (words: string): string =>
  words
    .replace(/[^\w+=,.@-]/g, '-')
    .slice(0, 64)
    .padEnd(2, '-');
