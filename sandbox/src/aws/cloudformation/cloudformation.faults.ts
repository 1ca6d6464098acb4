import { AwsFault } from '../wire/fault';

/** What CloudFormation answers for almost everything that is wrong with a request or a template. */
export const validationError = (message: string): AwsFault => new AwsFault('ValidationError', message, 400);

/** As DescribeStacks and most others say it. */
export const noSuchStackId = (name: string): AwsFault => validationError(`Stack with id ${name} does not exist`);

/** As UpdateStack, DescribeStackEvents and the change sets say it. */
export const noSuchStack = (name: string): AwsFault => validationError(`Stack [${name}] does not exist`);

/** A template that cannot be read or that asks for what there is not. */
export const templateError = (message: string): AwsFault => validationError(`Template error: ${message}`);

export const templateFormatError = (message: string): AwsFault => validationError(`Template format error: ${message}`);

/**
 * What real CloudFormation has and this sandbox has not, found in a template. Not a 501: deployment tools retry those,
 * and the template will not get better by itself.
 */
export const notServed = (what: string): AwsFault =>
  validationError(`${what} is not implemented by this sandbox. See sandbox/COVERAGE.md.`);

export const changeSetNotFound = (name: string): AwsFault =>
  new AwsFault('ChangeSetNotFoundException', `ChangeSet [${name}] does not exist`);

export const noSuchResource = (logicalId: string, stackName: string): AwsFault =>
  validationError(`Resource ${logicalId} does not exist for stack ${stackName}`);
