import { NormalizedSchema } from '@smithy/core/schema';
import type { AwsService } from './aws-service';
import type { Operation } from './operation';

/** An operation with the two schemas that drive its wire form. */
export interface ModelledOperation {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** Undefined: AWS has it, this sandbox does not. */
  readonly implementation?: Operation<unknown>;
}

/** An error shape of the model. */
export interface ModelledFault {
  readonly namespace: string;
  readonly name: string;
  /** HTTP status for JSON and CBOR. */
  readonly status: number;
  /** Code and HTTP status on Query, where the model gives them. */
  readonly query?: { code: string; status: number };
  /** How the model spells its message member: "message" or "Message". */
  readonly messageMember: string;
}

/** A service with everything that its client package's exported schemas say about its wire. */
export interface ServiceModel {
  /** The service's name in a credential scope: "ecs", "monitoring". */
  readonly signingName: string;
  readonly target: string;
  readonly version: string;
  readonly xmlNamespace: string;
  /** Whether AWS takes forms for it; of the rest it takes JSON alone, which no page can send without asking first. */
  readonly speaksQuery: boolean;
  /** JSON and CBOR faults carry `x-amzn-query-error`, as CloudWatch's do. */
  readonly queryCompatible: boolean;
  readonly operations: ReadonlyMap<string, ModelledOperation>;
  /** By shape name and by Query code. */
  readonly faults: ReadonlyMap<string, ModelledFault>;
  state(region: string): unknown;
}

type OperationSchema = [9, string, string, unknown, unknown, unknown];
type ErrorSchema = [-3, string, string, { httpError?: number; awsQueryError?: [string, number] }, string[]];

interface ClientConfig {
  /** A protocol's class, or one of it. */
  protocol: { name?: string; constructor: { name: string } };
  httpAuthSchemeProvider(parameters: object): { signingProperties: { name: string } }[];
  protocolSettings: { xmlNamespace?: string; version: string; serviceTarget: string; awsQueryCompatible?: boolean };
}

/**
 * Reads a service's wire from its SDK client package.
 * @throws Error when an operation is declared that the package does not know, or twice.
 */
export function modelOf<State>(service: AwsService<State>): ServiceModel {
  const config = service.client.config as ClientConfig;
  const [scheme] = config.httpAuthSchemeProvider({ region: 'us-west-2', Region: 'us-west-2', operation: 'none' });
  const settings = config.protocolSettings;
  return {
    signingName: scheme!.signingProperties.name,
    target: settings.serviceTarget,
    version: settings.version,
    xmlNamespace: settings.xmlNamespace ?? '',
    queryCompatible: settings.awsQueryCompatible ?? false,
    speaksQuery:
      settings.awsQueryCompatible === true || /Query/.test(config.protocol.name ?? config.protocol.constructor.name),
    operations: operationsOf(service),
    faults: faultsOf(service.model),
    state: (region) => service.state(region),
  };
}

function operationsOf<State>(service: AwsService<State>): Map<string, ModelledOperation> {
  const implementations = new Map<string, Operation<unknown>>();
  for (const implementation of service.operations) {
    if (implementations.has(implementation.name)) throw new Error(`${implementation.name} is declared twice.`);
    implementations.set(implementation.name, implementation);
  }
  const operations = new Map<string, ModelledOperation>();
  for (const schema of schemasOf(service.model)) {
    if (schema[0] !== 9) continue;
    const [, , name, , input, output] = schema as OperationSchema;
    operations.set(name, {
      name,
      input: NormalizedSchema.of(input as never),
      output: NormalizedSchema.of(output as never),
      implementation: implementations.get(name),
    });
  }
  const unknown = [...implementations.keys()].find((name) => !operations.has(name));
  if (unknown) throw new Error(`${unknown} is not an operation of its client package.`);
  return operations;
}

function faultsOf(model: object): Map<string, ModelledFault> {
  const faults = new Map<string, ModelledFault>();
  for (const schema of schemasOf(model)) {
    if (schema[0] !== -3) continue;
    const [, namespace, name, traits, members] = schema as ErrorSchema;
    const [code, status] = traits.awsQueryError ?? [];
    const fault: ModelledFault = {
      namespace,
      name,
      status: traits.httpError ?? 400,
      query: code ? { code, status: status ?? 400 } : undefined,
      messageMember: members?.find((member) => /^message$/i.test(member)) ?? 'message',
    };
    faults.set(name, fault);
    if (code && !faults.has(code)) faults.set(code, fault);
  }
  return faults;
}

function schemasOf(model: object): unknown[][] {
  return Object.values(model).filter((value): value is unknown[] => Array.isArray(value));
}
