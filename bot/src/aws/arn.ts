/** The last part of an ARN: `primes-api:41` of a task definition's, the id of a task's. */
export const nameOf = (arn: string | undefined): string => arn?.split('/').at(-1) ?? '';
