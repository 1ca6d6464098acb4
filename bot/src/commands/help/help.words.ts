import type { OptionSpec, SubcommandSpec } from '../../chat/asked/subcommand.types';
import type { Right } from '../../domain/access/access.types';

/** Who may give a command that needs this right. */
export const WHO: Record<Right, string> = {
  look: 'Everybody may.',
  operate: 'Operators and administrators may.',
  administer: 'Administrators may.',
};

/** The options of a command by name, with the one that every command takes. */
export function optionsOf({ options }: SubcommandSpec): [string, OptionSpec][] {
  const env: OptionSpec = { type: 'string', summary: 'the environment, where there are several' };
  return Object.entries({ env, ...options });
}
