import type { Properties, TemplateValue } from '../template/template';

/** A resource that exists: its physical id, which is what Ref gives, and what Fn::GetAtt gives. */
export interface MadeResource {
  physicalId: string;
  attributes: Readonly<Record<string, TemplateValue>>;
}

/** What a provider knows and may say while it makes, changes or removes a resource. */
export interface Making {
  readonly logicalId: string;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /**
   * A name for what the template leaves without one, as CloudFormation forms it: stack, logical id, twelve letters and digits.
   * @param longest characters that the service takes
   */
  generatedName(longest?: number): string;
  /** Tells that the resource exists under this id, though it is not ready yet: what fails from now on has to be removed. */
  initiated(physicalId: string): void;
  /**
   * Asks again and again until it is so.
   * @throws HandlerError NotStabilized after three hours of AWS's time; BrokenOff where the stack's operation is
   */
  until(isSo: () => Promise<boolean>): Promise<void>;
}

/**
 * What a change of a property means: `updated` in place, `replaced` by another resource (AWS's rule of that property), or
 * `fixed`: AWS changes it in place and this sandbox cannot. `absent` is a property of AWS's that this sandbox does not take.
 */
export type PropertyRule = 'updated' | 'replaced' | 'fixed' | 'absent';

/** What CloudFormation knows of a type of resource. */
export interface ResourceProvider {
  /** `AWS::ECS::Service` */
  readonly type: string;
  /** Each property of the type's first level. */
  readonly rules: Readonly<Record<string, PropertyRule>>;
  readonly required: readonly string[];
  /** What Fn::GetAtt may ask for. */
  readonly attributes: readonly string[];
  /** Whether a change that needs another resource is made, rather than refused. */
  readonly replaceable: boolean;
  /**
   * Looks into the properties, as far as they stand in the template: a value that is an intrinsic function is not looked into.
   * @throws PropertyError that names what the type does not have
   */
  check(properties: Properties): void;
  /** @throws any SDK error, or HandlerError */
  create(properties: Properties, making: Making): Promise<MadeResource>;
  /** Changes in place what differs. @throws any SDK error, or HandlerError */
  update(made: MadeResource, change: PropertyChange, making: Making): Promise<MadeResource>;
  /** One that is not there any more counts as deleted. @throws any SDK error, or HandlerError */
  delete(made: MadeResource, properties: Properties, making: Making): Promise<void>;
}

export interface PropertyChange {
  before: Properties;
  after: Properties;
}

/** A property that its type does not have, or of the wrong kind. `path` is `/ContainerDefinitions/0/Image`. */
export class PropertyError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html */
export type HandlerErrorCode =
  | 'InvalidRequest'
  | 'AlreadyExists'
  | 'NotFound'
  | 'AccessDenied'
  | 'GeneralServiceException'
  | 'NotStabilized';

/** Why a resource could not be made, changed or removed. */
export class HandlerError extends Error {
  constructor(
    message: string,
    readonly code: HandlerErrorCode,
  ) {
    super(message);
  }
}

/** @param identifier what the service knows it by: its name or ARN */
export const alreadyExists = (type: string, identifier: string): HandlerError =>
  new HandlerError(`Resource of type '${type}' with identifier '${identifier}' already exists.`, 'AlreadyExists');

/** Whether an SDK error says that something is not there. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof Error && /NotFound|ServiceNotActive/.test(error.name);

/** Does what `run` does; what is not there is left alone. */
export async function unlessGone(run: Promise<unknown>): Promise<void> {
  try {
    await run;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
