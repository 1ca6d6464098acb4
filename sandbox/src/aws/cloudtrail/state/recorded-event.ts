import { randomUUID } from 'node:crypto';
import type { WireAnswer } from '../../wire/protocol';
import type { WireRequest } from '../../wire/request';
import type { Caller, RoleSession } from '../../sts/state/role-sessions';

/** A call that was answered, as CloudTrail sees it. */
export interface AnsweredCall {
  /** The service's name in a credential scope. */
  service: string;
  request: Pick<WireRequest, 'operation' | 'region' | 'accessKeyId' | 'userAgent' | 'body'>;
  /** Milliseconds since the epoch. */
  at: number;
  caller: Caller | RoleSession;
  answer: Pick<WireAnswer, 'status' | 'body'>;
}

/** One event of the history. */
export interface RecordedEvent {
  id: string;
  name: string;
  /** `ecs.amazonaws.com` */
  source: string;
  /** Milliseconds since the epoch. */
  at: number;
  accessKeyId: string;
  userName: string;
  /** The record itself, which is answered as JSON in a string. */
  record: object;
}

/**
 * A call as CloudTrail records it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function eventOf(call: AnsweredCall): RecordedEvent {
  const { service, request, at, caller } = call;
  const { operation: name, accessKeyId, region, userAgent } = request;
  const [id, source] = [randomUUID(), `${service}.amazonaws.com`];
  const record = {
    eventVersion: '1.11',
    userIdentity: identityOf(caller, accessKeyId, at),
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: source,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '127.0.0.1',
    userAgent,
    ...outcomeOf(call),
    requestID: randomUUID(),
    eventID: id,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.account,
    eventCategory: 'Management',
  };
  return { id, name, source, at, accessKeyId, userName: nameOf(caller), record };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function identityOf(caller: Caller | RoleSession, accessKeyId: string, at: number): object {
  const { arn, account: accountId, userId: principalId } = caller;
  const common = { principalId, arn, accountId, accessKeyId };
  if (!('sessionName' in caller)) return { type: 'IAMUser', ...common, userName: nameOf(caller) };
  const [, partition = 'aws'] = arn.split(':');
  const userName = arn.split('/')[1] ?? '';
  const issuer = { type: 'Role', principalId: principalId.split(':')[0], accountId, userName };
  return {
    type: 'AssumedRole',
    ...common,
    sessionContext: {
      sessionIssuer: { ...issuer, arn: `arn:${partition}:iam::${accountId}:role/${userName}` },
      attributes: { creationDate: new Date(at).toISOString(), mfaAuthenticated: 'false' },
      ...(caller.sourceIdentity === undefined ? {} : { sourceIdentity: caller.sourceIdentity }),
    },
  };
}

function nameOf(caller: Caller | RoleSession): string {
  return 'sessionName' in caller ? caller.sessionName : (caller.arn.split('/').at(-1) ?? '');
}

function outcomeOf({ request, answer }: AnsweredCall): object {
  const requestParameters = parsed(request.body);
  if (answer.status < 400) return { requestParameters, responseElements: parsed(answer.body) };
  const { __type: errorCode, message: errorMessage } = (parsed(answer.body) ?? {}) as Record<string, string>;
  return { errorCode, errorMessage, requestParameters, responseElements: null };
}

function parsed(json: string | Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(json as Uint8Array).toString('utf8'));
  } catch {
    return null;
  }
}
