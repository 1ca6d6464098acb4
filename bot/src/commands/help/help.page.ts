import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { optionsOf } from '../../chat/asked/words';
import { WHO } from './help.words';

const PREFACE = `# Commands

Generated from the commands' own specs by \`npm run -s commands > docs/commands.md\`; a spec holds it to the code. In Slack, \`help\` shows the
same, without what the asker may not do. \`<word>\` is needed, \`[word]\` may be left out.`;

/**
 * The text of `docs/commands.md`: all commands in a table, then each as its help has it.
 * @param command the slash command with its slash
 */
export function commandsPage(command: string, specs: readonly SubcommandSpec[]): string {
  const rows = specs.map(({ name, summary }) => `| [\`${command} ${name}\`](#${anchor(command, name)}) | ${summary} |`);
  const table = ['| command | what it does |', '|---|---|', ...rows].join('\n');
  return `${[PREFACE, table, ...specs.map((spec) => section(command, spec))].join('\n\n')}\n`;
}

function section(command: string, spec: SubcommandSpec): string {
  const options = optionsOf(spec).map(([name, { summary }]) => `- \`--${name}\`: ${summary}`);
  return [
    `## ${command} ${spec.name}`,
    `${capitalized(spec.summary)}. ${WHO[spec.right]}`,
    fenced(spec.usage.map((usage) => `${command} ${usage}`)),
    'For example',
    fenced(spec.examples.map((example) => `${command} ${example}`)),
    options.join('\n'),
  ].join('\n\n');
}

const fenced = (lines: string[]): string => ['```', ...lines, '```'].join('\n');

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** As GitHub makes it from a heading. */
const anchor = (command: string, name: string): string => `${command.slice(1)}-${name}`;
