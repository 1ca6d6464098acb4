import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { optionsOf, WHO } from './help.words';

/** Every command that the asker may give, each with a button to its own help. */
export function helpView(command: string, specs: SubcommandSpec[]): Message {
  const buttons = specs.filter(({ name }) => name !== 'help').map(({ name }) => runButton(name, `help ${name}`));
  return message(
    `What I can do: ${specs.map(({ name }) => name).join(', ')}.`,
    section('*What I can do for you*'),
    ...lines(specs.map(({ usage, summary }) => `${code(`${command} ${usage[0] ?? ''}`)}  ${escapeMrkdwn(summary)}`)),
    ...(buttons.length ? [actions(...buttons)] : []),
    context('A button shows how its command is written. Looking is private; changes are told in the channel.'),
  );
}

/** One command: how it is written, two examples, who may. Commands that only look can be tried from here. */
export function commandHelpView(command: string, spec: SubcommandSpec): Message {
  const tries = spec.right === 'look' && spec.name !== 'help' ? spec.examples : [];
  return message(
    `${command} ${spec.name}: ${spec.summary}.`,
    section(`*${escapeMrkdwn(`${command} ${spec.name}`)}*  ${escapeMrkdwn(spec.summary)}.`),
    section(spec.usage.map((usage) => code(`${command} ${usage}`)).join('\n')),
    section(`For example\n${spec.examples.map((example) => code(`${command} ${example}`)).join('\n')}`),
    section(
      optionsOf(spec)
        .map(([name, { summary }]) => `${code(`--${name}`)}  ${escapeMrkdwn(summary)}`)
        .join('\n'),
    ),
    ...(tries.length ? [actions(...tries.map((example) => runButton(`${command} ${example}`, example)))] : []),
    context(WHO[spec.right]),
  );
}
