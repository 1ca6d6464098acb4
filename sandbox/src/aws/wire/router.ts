import { randomUUID } from 'node:crypto';
import { AwsFault, NotImplementedFault } from './fault';
import { checkInput } from './input-check';
import { cborProtocol } from './cbor.protocol';
import { jsonProtocol } from './json.protocol';
import { queryProtocol } from './query.protocol';
import type { Protocol, WireAnswer } from './protocol';
import type { WireRequest } from './request';
import type { ModelledOperation, ServiceModel } from './service-model';
import { unservedIn } from './unserved';

const PROTOCOLS: Record<WireRequest['protocol'], Protocol> = {
  json: jsonProtocol,
  cbor: cborProtocol,
  query: queryProtocol,
};

/** Stands between the wire and the operations: finds the operation, checks the input, turns errors into AWS's. */
export class Router {
  constructor(
    private readonly services: readonly ServiceModel[],
    private readonly accountId: string,
    /** Told of an error that no operation meant to raise: it is a defect of the sandbox. */
    private readonly onDefect: (error: unknown, operation: string) => void,
  ) {}

  /** The service's name in a credential scope; "" where neither the sandbox nor the caller's signature has one. */
  serviceName(request: WireRequest): string {
    return this.serviceOf(request)?.signingName ?? request.service.signingName ?? '';
  }

  /** Runs the call's operation; every error becomes an answer. */
  async route(request: WireRequest): Promise<WireAnswer> {
    const service = this.serviceOf(request);
    const protocol = protocolOf(service, request);
    const call = { requestId: randomUUID(), contentType: request.contentType };
    try {
      if (request.refused) throw request.refused;
      if (request.protocol === 'query') checkQuery(service, request);
      const operation = service?.operations.get(request.operation);
      if (!service || !operation) throw unknownOperation(protocol, service, request);
      const output = await this.run(protocol, service, operation, request, call.requestId);
      return protocol.answer(service, operation, output ?? {}, call);
    } catch (error) {
      return protocol.fault(service, this.faultOf(error, request.operation), call);
    }
  }

  /** Answers a call with a fault, without running it. */
  refuse(request: WireRequest, fault: AwsFault): WireAnswer {
    const call = { requestId: randomUUID(), contentType: request.contentType };
    const service = this.serviceOf(request);
    return protocolOf(service, request).fault(service, fault, call);
  }

  private async run(
    protocol: Protocol,
    service: ServiceModel,
    operation: ModelledOperation,
    request: WireRequest,
    requestId: string,
  ): Promise<unknown> {
    const { implementation } = operation;
    if (!implementation) throw new NotImplementedFault(service.signingName, operation.name);
    const input = await this.inputOf(protocol, operation, request);
    const refused = unservedIn(input, implementation.unsupported);
    if (refused) throw new NotImplementedFault(service.signingName, `${operation.name} with ${refused}`);
    return implementation.run(input, {
      state: service.state(request.region),
      region: request.region,
      accountId: this.accountId,
      requestId,
      origin: request.origin,
      accessKeyId: request.accessKeyId,
    });
  }

  private async inputOf(protocol: Protocol, operation: ModelledOperation, request: WireRequest) {
    let input: unknown;
    try {
      input = await protocol.decode(operation, request);
    } catch (error) {
      throw new AwsFault(protocol.codes.malformed, (error as Error).message, 400);
    }
    const { missing, mistyped } = checkInput(operation.input, input);
    if (mistyped.length > 0) throw new AwsFault(protocol.codes.malformed, mistyped.join('; '), 400);
    if (missing.length > 0) throw new AwsFault(protocol.codes.invalid, missingSentence(missing), 400);
    return input;
  }

  private serviceOf({ service }: WireRequest): ServiceModel | undefined {
    const { target, signingName, version } = service;
    if (target) return this.services.find((candidate) => candidate.target === target);
    return (
      this.services.find((candidate) => candidate.signingName === signingName) ??
      this.services.find((candidate) => candidate.version === version)
    );
  }

  private faultOf(error: unknown, operation: string): AwsFault {
    if (error instanceof AwsFault) return error;
    this.onDefect(error, operation);
    return new AwsFault('InternalFailure', `The sandbox failed in ${operation}: ${String(error)}`, 500);
  }
}

/** What is answered in: JSON to a form for a service that speaks nothing else. */
const protocolOf = (service: ServiceModel | undefined, { protocol }: WireRequest): Protocol =>
  protocol === 'query' && service && !service.speaksQuery ? jsonProtocol : PROTOCOLS[protocol];

/** @throws AwsFault where AWS has no Query for the service, or where a mere link would change something */
function checkQuery(service: ServiceModel | undefined, { operation, isPost }: WireRequest): void {
  if (service && !service.speaksQuery) {
    const sentence = `${service.signingName} takes no forms: name the operation in the header X-Amz-Target and send JSON.`;
    throw new AwsFault(jsonProtocol.codes.unknownOperation, sentence, 400);
  }
  if (!isPost && operation && !/^(Describe|Get|List)/.test(operation)) {
    throw new AwsFault('InvalidAction', `${operation} changes something, so it is taken by POST alone here.`, 405);
  }
}

/**
 * AWS may have what no client package here knows, so what has a name counts as not implemented. Only a call without one,
 * to a service that names its operations, is wrong in itself.
 */
function unknownOperation(protocol: Protocol, service: ServiceModel | undefined, request: WireRequest): AwsFault {
  const name = service?.signingName ?? request.service.signingName ?? request.service.target;
  if (request.operation) return new NotImplementedFault(name ?? 'aws', request.operation);
  if (name && !service) return new NotImplementedFault(name, '*');
  return new AwsFault(protocol.codes.unknownOperation, 'The action ? is not valid for this endpoint.', 400);
}

function missingSentence(paths: string[]): string {
  const problems = paths.map((path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`);
  return `${paths.length} validation error${paths.length > 1 ? 's' : ''} detected: ${problems.join('; ')}`;
}
