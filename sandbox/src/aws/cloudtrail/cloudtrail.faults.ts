import { AwsFault } from '../wire/fault';

/** CloudTrail's errors, by its own codes. */
export const invalidLookupAttributes = (): AwsFault =>
  new AwsFault('InvalidLookupAttributesException', 'Only one lookup attribute can be specified.');

export const invalidMaxResults = (): AwsFault =>
  new AwsFault('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');

export const invalidNextToken = (): AwsFault => new AwsFault('InvalidNextTokenException', 'The next token is invalid.');

export const invalidTimeRange = (): AwsFault =>
  new AwsFault('InvalidTimeRangeException', 'The end time must be after the start time.');
