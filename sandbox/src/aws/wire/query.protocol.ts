import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { faultFacts, type Protocol } from './protocol';
import { inputFromForm } from './query-form';

/** AWS Query: forms in, XML out. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export const queryProtocol: Protocol = {
  codes: { unknownOperation: 'InvalidAction', malformed: 'MalformedInput', invalid: 'ValidationError' },

  async decode(operation, request) {
    return operation.input.isUnitSchema() ? {} : inputFromForm(operation.input, request.form ?? new URLSearchParams());
  },

  answer(service, operation, output, { requestId }) {
    const { name } = operation;
    const result = `<${name}Result>${childrenOf(operation.output, output)}</${name}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    const body = `<${name}Response xmlns="${service.xmlNamespace}">${result}${metadata}</${name}Response>`;
    return { status: 200, headers: headersOf(requestId), body };
  },

  fault(service, fault, { requestId }) {
    const { queryCode, queryStatus, side } = faultFacts(service, fault);
    // Without words there is no element for them: clients then say "Unknown", as they do of AWS's own answer.
    const message = fault.message && `<Message>${escape(fault.message)}</Message>`;
    const error = `<Error><Type>${side}</Type><Code>${escape(queryCode)}</Code>${message}</Error>`;
    const body = `<ErrorResponse xmlns="${service?.xmlNamespace ?? ''}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: queryStatus, headers: headersOf(requestId), body };
  },
};

const headersOf = (requestId: string) => ({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId });

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** The structure's members as XML, by the SDK's own serializer, less the root element that it puts around them. */
function childrenOf(schema: NormalizedSchema, value: unknown): string {
  if (schema.isUnitSchema()) return '';
  const serializer = new XmlShapeSerializer({
    xmlNamespace: '',
    serviceNamespace: '',
    timestampFormat: { useTrait: true, default: 5 },
  });
  serializer.setSerdeContext({
    base64Encoder: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64'),
  } as never);
  serializer.write(schema.getSchema(), value ?? {});
  const xml = String(serializer.flush());
  const open = xml.indexOf('>');
  return xml[open - 1] === '/' ? '' : xml.slice(open + 1, xml.lastIndexOf('</'));
}
