import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import { AwsFault } from '../../wire/fault';
import type { WireRequest } from '../../wire/request';

/** Who makes a call, as GetCallerIdentity and AWS's refusals name them. */
export interface Caller {
  arn: string;
  userId: string;
  /** Twelve digits. */
  account: string;
}

/** A role that somebody has taken on. */
export interface RoleSession extends Caller {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  sessionName: string;
  /** Who it is in truth, through every role taken on from this one. */
  sourceIdentity?: string;
}

export interface SessionRequest {
  role: RoleName;
  sessionName: string;
  sourceIdentity?: string | undefined;
  /** Seconds. */
  duration: number;
}

/** The parts of a role's ARN. */
export interface RoleName {
  partition: string;
  account: string;
  /** Without its path, as AWS names it in a session's ARN. */
  name: string;
}

/**
 * The sessions of roles that were taken on. Which roles there are, and who may take them on, is not looked into: the
 * sandbox has no permissions. They outlive a reset, as credentials outlive what they were used on.
 */
export class RoleSessions {
  private readonly sessions = new Map<string, RoleSession>();

  constructor(
    private readonly clock: Clock,
    /** Whose user everybody is who has taken on no role. Twelve digits. */
    private readonly accountId: string,
  ) {}

  /** Opens a session, whose credentials are then known. */
  open({ role: { partition, account, name }, sessionName, sourceIdentity, duration }: SessionRequest): RoleSession {
    const roleId = `AROA${letters(createHash('sha256').update(`${account}/${name}`).digest(), 17)}`;
    const session: RoleSession = {
      arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`,
      userId: `${roleId}:${sessionName}`,
      account,
      accessKeyId: `ASIA${letters(randomBytes(16), 16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(96).toString('base64'),
      expiresAt: this.clock.now() + duration * 1000,
      sessionName,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    };
    this.sessions.set(session.accessKeyId, session);
    return session;
  }

  /** The session whose key this is; undefined for any other credentials. */
  of(accessKeyId: string): RoleSession | undefined {
    return this.sessions.get(accessKeyId);
  }

  /** Who uses these credentials. Those that are nobody's session are the sandbox's own user, whatever they are. */
  caller(accessKeyId: string): Caller {
    const user = {
      arn: `arn:aws:iam::${this.accountId}:user/sandbox`,
      userId: 'AIDASANDBOX0000000000',
      account: this.accountId,
    };
    return this.of(accessKeyId) ?? user;
  }

  /** AWS's refusal of a session's credentials that are over, or come without their token; undefined where they are good. */
  refusal({ accessKeyId, sessionToken, protocol }: WireRequest): AwsFault | undefined {
    const session = this.of(accessKeyId);
    if (!session) return undefined;
    const isQuery = protocol === 'query';
    if (sessionToken !== session.sessionToken) {
      const code = isQuery ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
      return new AwsFault(code, 'The security token included in the request is invalid.', isQuery ? 403 : 400);
    }
    if (this.clock.now() < session.expiresAt) return undefined;
    const code = isQuery ? 'ExpiredToken' : 'ExpiredTokenException';
    return new AwsFault(code, 'The security token included in the request is expired', isQuery ? 403 : 400);
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `count` letters and digits as AWS's ids have them. */
function letters(bytes: Buffer, count: number): string {
  return Array.from({ length: count }, (_, at) => ALPHABET[bytes[at]! % ALPHABET.length]).join('');
}
