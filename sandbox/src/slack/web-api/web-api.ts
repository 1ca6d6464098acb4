import type { CallLog } from '../../kernel/call-log';
import type { Clock } from '../../kernel/clock';
import type { FaultList } from '../../kernel/faults';
import type { JsonObject } from '../json';
import type { MethodParts, SlackMethod } from './method';
import { SlackError } from '../slack-error';
import { Arguments, argumentsIn } from '../arguments/arguments';
import { callerOf, requireScope } from './caller';
import { RateLimited } from './rate-limited';
import { strikes, type SlackFault } from './slack-faults';

/** What `/_sandbox/calls` tells of one call. */
export interface SlackCall {
  at: number;
  method: string;
  args: JsonObject;
  status: number;
  error?: string;
}

export interface ApiRequest {
  method: string;
  query: URLSearchParams;
  contentType: string;
  authorization: string | undefined;
  body: string;
  host: string;
}

export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: JsonObject;
}

/** Answers `/api/<method>` as Slack does: HTTP 200 with `ok`, or 429 with Retry-After. */
export class WebApi {
  private readonly methods: Map<string, SlackMethod>;

  constructor(
    methods: readonly SlackMethod[],
    private readonly parts: MethodParts,
    private readonly clock: Clock,
    private readonly faults: FaultList<SlackFault>,
    private readonly log: CallLog<SlackCall>,
  ) {
    this.methods = new Map(methods.map((method) => [method.name, method]));
  }

  /** @returns undefined when Slack is out of reach (fault `down`): the connection is to be cut without an answer. */
  async answer(request: ApiRequest): Promise<ApiResponse | undefined> {
    const args = argumentsOf(request);
    const at = this.clock.now();
    if (this.faults.take(strikes('down', request.method, at))) {
      this.log.record({ at, method: request.method, args: recordOf(args), status: 0, error: 'down' });
      return undefined;
    }
    const latency = this.faults.take(strikes('latency', request.method, at));
    if (latency) await new Promise<void>((resolve) => void this.clock.after(latency.ms ?? 1000, resolve));
    const answered = this.attempt(request, args);
    const { status, body } = answered;
    const error = body['ok'] === true ? {} : { error: String(body['error']) };
    this.log.record({ at, method: request.method, args: recordOf(args), status, ...error });
    return answered;
  }

  private attempt(request: ApiRequest, args: Arguments | SlackError): ApiResponse {
    const headers: Record<string, string> = {};
    try {
      return { status: 200, headers, body: { ok: true, ...this.run(request, args, headers) } };
    } catch (error) {
      if (error instanceof RateLimited) {
        headers['retry-after'] = String(error.seconds);
        return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
      }
      if (error instanceof SlackError) {
        return { status: 200, headers, body: { ok: false, error: error.code, ...error.fields } };
      }
      throw error;
    }
  }

  private run(request: ApiRequest, args: Arguments | SlackError, headers: Record<string, string>): JsonObject {
    this.strike(request.method);
    const method = this.methods.get(request.method);
    if (!method) throw new SlackError('unknown_method', { req_method: request.method });
    if (args instanceof SlackError) throw args;
    const granted = this.parts.workspace.granted.ofBot();
    const caller = callerOf(request.authorization, args.text('token'), granted);
    // So Slack tells what a token may do and what the method asked for.
    headers['x-oauth-scopes'] = (caller.scopes ?? method.scopes).join(',');
    headers['x-accepted-oauth-scopes'] = method.scopes.join(',');
    if (!method.tokens.includes(caller.kind)) throw new SlackError('not_allowed_token_type');
    requireScope(caller, method.scopes);
    const wait = this.parts.limits.call(caller.token, method.name, method.tier);
    if (wait > 0) throw new RateLimited(wait);
    const missing = method.required.filter((name) => !args.has(name));
    if (missing.length > 0) {
      throw SlackError.withMessages(
        'invalid_arguments',
        missing.map((name) => `missing required field: ${name}`),
      );
    }
    return method.run({ args, caller, host: request.host }, this.parts);
  }

  private strike(method: string): void {
    const now = this.clock.now();
    const limited = this.faults.take(strikes('rate_limit', method, now));
    if (limited) throw new RateLimited(Math.max(1, Math.ceil((limited.ms ?? 1000) / 1000)));
    const error = this.faults.take(strikes('error', method, now));
    if (error) throw new SlackError(error.error ?? 'internal_error');
  }
}

function argumentsOf(request: ApiRequest): Arguments | SlackError {
  try {
    return new Arguments(argumentsIn(request.query, request.contentType, request.body));
  } catch (error) {
    if (error instanceof SlackError) return error;
    throw error;
  }
}

const recordOf = (args: Arguments | SlackError): JsonObject => (args instanceof SlackError ? {} : args.record());
