import { CborCodec } from '@smithy/core/cbor';
import { faultFacts, queryErrorHeader, type Protocol } from './protocol';

const codec = new CborCodec();
codec.setSerdeContext({} as never);

/** An empty CBOR map, for operations that answer nothing. */
const EMPTY = Uint8Array.of(0xbf, 0xff);
/** smithy's schema of a document, which serializes any value by its own type. */
const DOCUMENT = 15;

const headersOf = (requestId: string) => ({
  'content-type': 'application/cbor',
  'smithy-protocol': 'rpc-v2-cbor',
  'x-amzn-requestid': requestId,
});

/** Smithy RPC v2 CBOR: https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export const cborProtocol: Protocol = {
  codes: {
    unknownOperation: 'UnknownOperationException',
    malformed: 'SerializationException',
    invalid: 'ValidationException',
  },

  async decode(operation, request) {
    if (operation.input.isUnitSchema() || request.body.length === 0) return {};
    return codec.createDeserializer().read(operation.input, request.body) as unknown;
  },

  answer(_service, operation, output, { requestId }) {
    if (operation.output.isUnitSchema()) return { status: 200, headers: headersOf(requestId), body: EMPTY };
    const serializer = codec.createSerializer();
    serializer.write(operation.output, output);
    return { status: 200, headers: headersOf(requestId), body: serializer.flush() };
  },

  fault(service, fault, { requestId }) {
    const { modelled, status } = faultFacts(service, fault);
    const serializer = codec.createSerializer();
    serializer.write(DOCUMENT, {
      __type: modelled ? `${modelled.namespace}#${modelled.name}` : fault.code,
      [modelled?.messageMember ?? 'message']: fault.message,
      ...fault.members,
    });
    return {
      status,
      headers: { ...headersOf(requestId), ...queryErrorHeader(service, fault) },
      body: serializer.flush(),
    };
  },
};
