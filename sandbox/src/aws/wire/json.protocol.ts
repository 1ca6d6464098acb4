import { JsonCodec2 } from '@aws-sdk/core/protocols';
import { faultFacts, queryErrorHeader, type Protocol } from './protocol';

const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, jsonName: false });
codec.setSerdeContext({} as never);

const DEFAULT_TYPE = 'application/x-amz-json-1.1';

/** The caller's version of AWS JSON; 1.1 for callers that say something else, as curl does. */
const typeOf = (contentType: string): string =>
  contentType.startsWith('application/x-amz-json-') ? contentType : DEFAULT_TYPE;

/** AWS JSON 1.0 and 1.1, which differ in their content type alone: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export const jsonProtocol: Protocol = {
  codes: {
    unknownOperation: 'UnknownOperationException',
    malformed: 'SerializationException',
    invalid: 'ValidationException',
  },

  async decode(operation, request) {
    if (operation.input.isUnitSchema()) return {};
    const text = request.body.length > 0 ? request.body.toString('utf8') : '{}';
    if (!text.trimStart().startsWith('{')) throw new Error('The body is not a JSON object');
    return (await codec.createDeserializer().read(operation.input, text)) as unknown;
  },

  answer(_service, operation, output, { requestId, contentType }) {
    const headers = { 'content-type': typeOf(contentType), 'x-amzn-requestid': requestId };
    if (operation.output.isUnitSchema()) return { status: 200, headers, body: '' };
    const serializer = codec.createSerializer();
    serializer.write(operation.output, output);
    return { status: 200, headers, body: serializer.flush() };
  },

  fault(service, fault, { requestId, contentType }) {
    const { modelled, status } = faultFacts(service, fault);
    const document = {
      __type: modelled?.name ?? fault.code,
      [modelled?.messageMember ?? 'message']: fault.message,
      ...fault.members,
    };
    return {
      status,
      headers: {
        'content-type': typeOf(contentType),
        'x-amzn-requestid': requestId,
        ...queryErrorHeader(service, fault),
      },
      body: JSON.stringify(document),
    };
  },
};
