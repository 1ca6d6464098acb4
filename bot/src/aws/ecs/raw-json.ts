import type { DescribeTaskDefinitionCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';

/** An answer or a request as it stands on the wire: members that this SDK has no name for yet included. */
export type RawJson = Record<string, unknown>;

/**
 * The command, with a way to the whole answer: the SDK's own reading of it leaves out what it has no name for.
 * @returns `heard`, to be called once the command was answered
 */
export function hearing(command: DescribeTaskDefinitionCommand): {
  command: DescribeTaskDefinitionCommand;
  heard: () => RawJson;
} {
  let text = '';
  command.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      const response = answered.response as { body?: unknown };
      const body = await bytesOf(response.body);
      text = body.toString();
      response.body = body;
      return answered;
    },
    // Next to the wire: before the SDK reads the body, which can be read only once.
    { step: 'deserialize', priority: 'low', name: 'hearWhole' },
  );
  return { command, heard: () => JSON.parse(text) as RawJson };
}

/** The command, with this as its request instead of what the SDK makes of its input. */
export function saying(command: RegisterTaskDefinitionCommand, request: RawJson): RegisterTaskDefinitionCommand {
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { body?: unknown }).body = JSON.stringify(request);
      return next(args);
    },
    // After the SDK's own serialization, before the length and the signature are made.
    { step: 'serialize', priority: 'low', name: 'sayWhole' },
  );
  return command;
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
