import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
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

/** Where the options stand in a template's metadata. */
export const OPTIONS_KEY = 'EcsChatopsOptions';

/** Keeps what was chosen in the template, so that `up` can repeat it. */
export function remember(stack: Stack, chosen: object): void {
  if (Object.keys(chosen).length > 0) stack.templateOptions.metadata = { [OPTIONS_KEY]: chosen };
}
