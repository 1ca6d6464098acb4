import type { Operation } from './operation';

/** A service the sandbox serves: which client package describes it, what is implemented, and whose state it is. */
export interface AwsService<State> {
  /** `import * as model from '@aws-sdk/client-ecs'`: its exported schemas drive both directions of the wire. */
  readonly model: object;
  /** A client of that package, asked for its protocol settings only; it never sends anything. */
  readonly client: AwsClientLike;
  readonly operations: readonly Operation<State>[];
  /** This service's state in a region, made on first use. */
  state(region: string): State;
}

/** The part of an SDK client that says which protocol it speaks. */
export interface AwsClientLike {
  readonly config: object;
}
