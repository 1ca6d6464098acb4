import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { split } from '../../chat/asked/split';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { optionsOf } from '../../chat/asked/words';
import { WHO } from './help.words';

/** Every command that the asker may give, each with a button to its own help. */
export function helpView(slash: string, specs: SubcommandSpec[]): Message {
  const buttons = specs
    .filter(({ name }) => name !== 'help')
    .map(({ name }) => runButton(name, command('help', { command: name })));
  return message(
    `What I can do: ${specs.map(({ name }) => name).join(', ')}.`,
    section('*What I can do for you*'),
    ...lines(specs.map(({ usage, summary }) => `${code(`${slash} ${usage[0] ?? ''}`)}  ${escapeMrkdwn(summary)}`)),
    ...(buttons.length ? [actions(...buttons)] : []),
    context('A button shows how its command is written. Looking is private; changes are told in the channel.'),
  );
}

/** One command: how it is written, two examples, who may. Commands that only look can be tried from here. */
export function commandHelpView(slash: string, spec: SubcommandSpec): Message {
  const tries = spec.right === 'look' && spec.name !== 'help' ? spec.examples : [];
  return message(
    `${slash} ${spec.name}: ${spec.summary}.`,
    section(`*${escapeMrkdwn(`${slash} ${spec.name}`)}*  ${escapeMrkdwn(spec.summary)}.`),
    section(spec.usage.map((usage) => code(`${slash} ${usage}`)).join('\n')),
    section(`For example\n${spec.examples.map((example) => code(`${slash} ${example}`)).join('\n')}`),
    section(
      optionsOf(spec)
        .map(([name, { summary }]) => `${code(`--${name}`)}  ${escapeMrkdwn(summary)}`)
        .join('\n'),
    ),
    ...(tries.length
      ? [actions(...tries.map((example) => runButton(`${slash} ${example}`, { typed: split(example) })))]
      : []),
    context(WHO[spec.right]),
  );
}
