import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { Kept } from './kept';
import { App, LegacyStackSynthesizer, type Stack, type StackProps } from 'aws-cdk-lib';

/** Whether CDK checks templates itself, and makes an error of what it finds. It takes seconds, so only the check does. */
export type Validation = 'strict' | 'none';

/**
 * An app whose stacks fit any account and region and ask for no bootstrap, assets or custom resources.
 * @param outdir where the cloud assembly is written; a folder of its own below the temporary one where left out
 */
export function environmentAgnosticApp(outdir?: string, validation: Validation = 'none'): App {
  // Read by CDK at construction; there is no option for it.
  process.env.CDK_VALIDATION = String(validation === 'strict');
  return new App({
    outdir,
    analyticsReporting: false,
    postCliContext: {
      ...recommendedFlags,
      '@aws-cdk/core:strictCfnValidateErrors': validation === 'strict',
    },
  });
}

/** The one synthesizer that needs no bootstrap; templates travel inline, so they must stay below 51,200 characters. */
export const stackProps = (description: string): StackProps => ({
  description,
  synthesizer: new LegacyStackSynthesizer(),
});

/** Where a template keeps what it was made with. */
export const MEMORY_KEY = 'EcsChatops';

/** What `up` repeats, unless told otherwise. */
export interface Memory {
  options: Record<string, string | number | boolean | string[]>;
  kept: Kept;
}

/** Keeps in the template what was chosen, and what stood before. */
export function remember<S extends Stack>(
  stack: S,
  options: object,
  { keptRepository, keptLogGroup, keptSecret }: Kept,
): S {
  const kept = defined({ keptRepository, keptLogGroup, keptSecret });
  const memory = defined({ options: nonEmpty(options), kept: nonEmpty(kept) });
  if (nonEmpty(memory)) stack.templateOptions.metadata = { [MEMORY_KEY]: memory };
  return stack;
}

const nonEmpty = <T extends object>(what: T): T | undefined => (Object.keys(what).length > 0 ? what : undefined);

const defined = (what: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
