import type { App } from 'aws-cdk-lib';
import { PRIMES_DEFAULTS, type PrimesCircumstances, type PrimesOptions } from './primes/primes.options';
import { PrimesStack } from './primes/primes.stack';
import { stackProps } from './stack-props';

/** Puts the primes stack into an app, with the options that differ from the defaults kept in its template. */
export function addPrimes(
  app: App,
  chosen: Partial<PrimesOptions> = {},
  circumstances: PrimesCircumstances = {},
): PrimesStack {
  const options = { ...PRIMES_DEFAULTS, ...chosen };
  const stack = new PrimesStack(
    app,
    options,
    circumstances,
    stackProps('primes-api on ECS, behind a load balancer, scaled on CPU'),
  );
  if (Object.keys(chosen).length > 0) stack.templateOptions.metadata = { options: chosen };
  return stack;
}
