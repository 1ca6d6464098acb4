import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import { App, LegacyStackSynthesizer, type StackProps } from 'aws-cdk-lib';

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

/**
 * The one synthesizer that needs no bootstrap; templates travel inline, so they must stay below 51,200 characters.
 * @param options what the stack was made with, kept in its metadata so that it can be repeated
 */
export const stackProps = (description: string): StackProps => ({
  description,
  synthesizer: new LegacyStackSynthesizer(),
});
