import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Clock } from '../kernel/clock';
import type { CallLog } from '../kernel/call-log';
import type { Guard, Refusal } from '../kernel/guard/guard';
import { guardedServer } from '../kernel/guard/guarded-server';
import { isRecorded } from './cloudtrail/state/cloudtrail.region';
import type { CloudTrailRegion } from './cloudtrail/state/cloudtrail.region';
import type { AwsCall } from './levers/aws-calls';
import type { AwsFaults } from './levers/aws-faults';
import type { LeverRoutes } from './levers/lever-routes';
import type { RoleSession, RoleSessions } from './sts/state/role-sessions';
import { AwsFault } from './wire/fault';
import { readRequest } from './wire/request';
import type { WireAnswer } from './wire/protocol';
import type { Router } from './wire/router';

export interface AwsServerParts {
  clock: Clock;
  guard: Guard;
  router: Router;
  calls: CallLog<AwsCall>;
  faults: AwsFaults;
  levers: LeverRoutes;
  sessions: RoleSessions;
  /** The history of what is changed in a region. */
  trail(region: string): CloudTrailRegion;
  /** The document of the task metadata endpoint at a path such as `/v4/<token>/task`, undefined where there is none. */
  metadata(path: string): object | undefined;
}

/** All of AWS on one port, as every client's endpoint override expects it; beside it the levers and the task metadata. */
export function awsServer(parts: AwsServerParts): Server {
  return guardedServer(parts.guard, {
    answer(message, response) {
      const path = pathOf(message);
      if (path.startsWith('/v4/')) return answerMetadata(response, parts.metadata(path));
      if (path.startsWith('/_sandbox/')) return parts.levers.answer(message, response);
      return answerCall(parts, message, response);
    },
    refuse: (message, response, refusal) => refuse(parts, message, response, refusal),
    fail: (_message, response, error) => answerDefect(response, error),
  });
}

const pathOf = (message: IncomingMessage): string => (message.url ?? '/').split('?')[0]!;

/** A call is refused as AWS refuses one, so that an SDK that was given another name for the sandbox shows the sentence. */
async function refuse(
  { router }: AwsServerParts,
  message: IncomingMessage,
  response: ServerResponse,
  { status, sentence }: Refusal,
): Promise<void> {
  if (/^\/(_sandbox|v4)\//.test(pathOf(message))) return answerJson(response, status, { error: sentence });
  const fault = new AwsFault('AccessDeniedException', sentence, status);
  write(response, router.refuse(await readRequest(message), fault));
}

async function answerCall(parts: AwsServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = parts.clock.now();
  const request = await readRequest(message);
  const service = parts.router.serviceName(request);
  const { operation, accessKeyId, userAgent } = request;
  const session = inSession(parts.sessions.of(accessKeyId));
  const record = (status: number): void => {
    // What names neither is no call of AWS, as a browser that asks for an icon.
    if (service || operation)
      parts.calls.record({ at, service, operation, status, accessKeyId, userAgent, ...session });
  };
  const caller = parts.sessions.caller(accessKeyId);
  const struck = parts.sessions.refusal(request) ?? (await parts.faults.strike(service, operation, caller));
  if (struck === 'drop') {
    record(0);
    message.socket.destroy();
    return;
  }
  const answer = struck ? parts.router.refuse(request, struck) : await parts.router.route(request);
  record(answer.status);
  if (isRecorded(service, operation)) parts.trail(request.region).saw({ request, service, at, caller, answer });
  write(response, answer);
}

/** What CloudTrail tells of a call that was made in a role's session. */
function inSession(session: RoleSession | undefined): Pick<AwsCall, 'roleSessionName' | 'sourceIdentity'> {
  if (!session) return {};
  const { sessionName: roleSessionName, sourceIdentity } = session;
  return { roleSessionName, ...(sourceIdentity === undefined ? {} : { sourceIdentity }) };
}

/** What failed outside of any operation. */
function answerDefect(response: ServerResponse, error: unknown): void {
  answerJson(response, 500, { error: `The sandbox failed: ${error instanceof Error ? error.message : String(error)}` });
}

function answerMetadata(response: ServerResponse, document: object | undefined): void {
  answerJson(response, document ? 200 : 404, document ?? { message: 'No such task.' });
}

const write = (response: ServerResponse, { status, headers, body }: WireAnswer): void =>
  void response.writeHead(status, headers).end(body);

const answerJson = (response: ServerResponse, status: number, document: object): void =>
  write(response, { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) });
