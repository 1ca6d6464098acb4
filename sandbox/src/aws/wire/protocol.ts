import type { AwsFault } from './fault';
import type { WireRequest } from './request';
import type { ModelledOperation, ServiceModel } from './service-model';

/** An answer ready to be written. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Codes that differ between JSON and Query for the faults the wire itself raises. */
export interface WireFaultCodes {
  unknownOperation: string;
  malformed: string;
  invalid: string;
}

/** One of AWS's wire protocols, from the server's side. */
export interface Protocol {
  readonly codes: WireFaultCodes;
  /** @throws Error when the body cannot be read; the router answers `codes.malformed`. */
  decode(operation: ModelledOperation, request: WireRequest): Promise<unknown>;
  answer(service: ServiceModel, operation: ModelledOperation, output: unknown, call: AnsweredCall): WireAnswer;
  fault(service: ServiceModel | undefined, fault: AwsFault, call: AnsweredCall): WireAnswer;
}

export interface AnsweredCall {
  requestId: string;
  contentType: string;
}

/** HTTP status, Query code and side of a fault: the fault's own where it says so, else the model's. */
export function faultFacts(service: ServiceModel | undefined, fault: AwsFault) {
  const modelled = service?.faults.get(fault.code);
  const status = fault.status ?? modelled?.status ?? 400;
  return {
    modelled,
    status,
    queryStatus: fault.status ?? modelled?.query?.status ?? status,
    queryCode: modelled?.query?.code ?? fault.code,
    side: status >= 500 ? 'Receiver' : 'Sender',
  };
}

/** The header by which query-compatible services tell JSON and CBOR callers the old code. */
export function queryErrorHeader(service: ServiceModel | undefined, fault: AwsFault): Record<string, string> {
  if (!service?.queryCompatible) return {};
  const { queryCode, side } = faultFacts(service, fault);
  return { 'x-amzn-query-error': `${queryCode};${side}` };
}
