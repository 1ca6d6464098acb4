import type { PathOf, Unserved } from './unserved';

/** One call of one operation, as its handler sees it. */
export interface Call<State> {
  /** This service's state in the region that the call's credential scope names. */
  readonly state: State;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly requestId: string;
  /** Scheme, host and port the caller reached the sandbox by, for answers that carry an address. */
  readonly origin: string;
  readonly accessKeyId: string;
}

/** An operation of a service, ready for the router. One operation is one file. */
export interface Operation<State> {
  readonly name: string;
  /** Parameters that would change what happens and are not implemented: 501 with the path of the one that is given. */
  readonly unsupported: readonly Unserved[];
  /** Parameters that are kept and answered, and change nothing here. */
  readonly keptOnly: readonly string[];
  run(input: unknown, call: Call<State>): unknown;
}

export interface OperationOptions<State, Input, Output> {
  /** AWS's name: "UpdateService". */
  name: string;
  unsupported?: readonly Unserved<PathOf<Input>>[];
  keptOnly?: readonly PathOf<Input>[];
  /**
   * @param input already checked against the SDK's schema: required members are there, types are right.
   * @throws AwsFault with AWS's own code and words.
   */
  run(input: Input, call: Call<State>): Output | Promise<Output>;
}

/**
 * Declares an operation. `Input` and `Output` are the client package's own `…Request` and `…Response` types; the router
 * checks what came over the wire against the same package's schema, which is what makes the narrowing here sound.
 */
export function operation<State, Input, Output extends object | void>(
  options: OperationOptions<State, Input, Output>,
): Operation<State> {
  return {
    name: options.name,
    unsupported: options.unsupported ?? [],
    keptOnly: options.keptOnly ?? [],
    run: (input, call) => options.run(input as Input, call),
  };
}
