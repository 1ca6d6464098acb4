import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../kernel/clock';
import type { CallLog } from '../kernel/call-log';
import type { AwsCall } from './levers/aws-calls';
import type { AwsFaults } from './levers/aws-faults';
import type { LeverRoutes } from './levers/lever-routes';
import type { RoleSession, RoleSessions } from './sts/role-sessions';
import { readRequest } from './wire/request';
import type { Router } from './wire/router';

export interface AwsServerParts {
  clock: Clock;
  router: Router;
  calls: CallLog<AwsCall>;
  faults: AwsFaults;
  levers: LeverRoutes;
  sessions: RoleSessions;
  /** The document of the task metadata endpoint at a path such as `/v4/<token>/task`, undefined where there is none. */
  metadata(path: string): object | undefined;
}

/** All of AWS on one port, as every client's endpoint override expects it; beside it the levers and the task metadata. */
export function awsServer(parts: AwsServerParts): Server {
  return createServer((message, response) => {
    const path = (message.url ?? '/').split('?')[0]!;
    if (path.startsWith('/v4/')) return answerMetadata(response, parts.metadata(path));
    const answered = path.startsWith('/_sandbox/')
      ? parts.levers.answer(message, response)
      : answerCall(parts, message, response);
    answered.catch((error: unknown) => answerDefect(response, error));
  });
}

async function answerCall(parts: AwsServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = parts.clock.now();
  const request = await readRequest(message);
  const service = parts.router.serviceName(request);
  const { operation, accessKeyId, userAgent } = request;
  const session = inSession(parts.sessions.of(accessKeyId));
  const record = (status: number) =>
    parts.calls.record({ at, service, operation, status, accessKeyId, userAgent, ...session });
  const caller = parts.sessions.caller(accessKeyId);
  const struck = parts.sessions.refusal(request) ?? (await parts.faults.strike(service, operation, caller));
  if (struck === 'drop') {
    record(0);
    message.socket.destroy();
    return;
  }
  const answer = struck ? parts.router.refuse(request, struck) : await parts.router.route(request);
  record(answer.status);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** What CloudTrail tells of a call that was made in a role's session. */
function inSession(session: RoleSession | undefined): Pick<AwsCall, 'roleSessionName' | 'sourceIdentity'> {
  if (!session) return {};
  const { sessionName: roleSessionName, sourceIdentity } = session;
  return { roleSessionName, ...(sourceIdentity === undefined ? {} : { sourceIdentity }) };
}

/** What failed outside of any operation; where the caller has gone nobody hears it. */
function answerDefect(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const message = `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`;
  response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ error: message }));
}

function answerMetadata(response: ServerResponse, document: object | undefined): void {
  response
    .writeHead(document ? 200 : 404, { 'content-type': 'application/json' })
    .end(JSON.stringify(document ?? { message: 'No such task.' }));
}
