import type { StaticSelect } from '@slack/types';
import type { Message } from '../slack/message.types';

/** Block Kit's limits that a message breaks, a sentence each: for specs. `test/` sends the same messages over the wire. */
export function problemsOf({ text, blocks }: Message): string[] {
  const problems: string[] = [];
  if (text.trim() === '') problems.push('There is no plain text.');
  if (blocks.length > 50) problems.push(`${blocks.length} blocks.`);
  if (JSON.stringify(blocks).length > 13_000) problems.push('Too long altogether.');
  for (const block of blocks) {
    if (block.type === 'section') {
      const texts = [
        ...(block.text ? [[block.text.text, 3000] as const] : []),
        ...(block.fields ?? []).map((field) => [field.text, 2000] as const),
      ];
      if (texts.length === 0) problems.push('A section without text.');
      for (const [words, limit] of texts) {
        if (words.length === 0 || words.length > limit) problems.push(`A text of ${words.length} characters.`);
      }
    }
    if (block.type === 'context' && (block.elements.length === 0 || block.elements.length > 10))
      problems.push('Context elements.');
    if (block.type === 'actions') problems.push(...buttonProblems(block.elements));
  }
  return problems;
}

function buttonProblems(elements: { type: string }[]): string[] {
  if (elements.length === 0 || elements.length > 25) return [`${elements.length} buttons.`];
  const ids = new Set<unknown>();
  return elements.flatMap((element) => {
    const {
      action_id: id,
      value = '',
      text,
    } = element as { action_id?: string; value?: string; text?: { text: string } };
    const again = ids.has(id);
    ids.add(id);
    if (element.type === 'static_select') return listProblems(element as StaticSelect);
    return [
      ...(again ? [`The action_id ${id} twice.`] : []),
      ...(value.length > 2000 ? [`A value of ${value.length} characters.`] : []),
      ...(!text || text.text.length > 75 || text.text.length === 0 ? ['A button label.'] : []),
    ];
  });
}

function listProblems({ placeholder, options = [] }: StaticSelect): string[] {
  return [
    ...(placeholder?.text ? [] : ['A list without words.']),
    ...(options.length === 0 || options.length > 100 ? [`${options.length} options.`] : []),
    ...options.flatMap(({ text: { text }, value = '' }) => [
      ...(text.length === 0 || text.length > 75 ? ['An option label.'] : []),
      ...(value.length > 150 ? [`An option's value of ${value.length} characters.`] : []),
    ]),
  ];
}

/** The labels of a message's buttons, in order. */
export function labelsOf({ blocks }: Message): string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []))
      : [],
  );
}

/** The value of the button with this label. */
export function valueOf({ blocks }: Message, label: string): unknown {
  for (const block of blocks) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      if (element.type === 'button' && element.text.text === label) return JSON.parse(element.value ?? '');
    }
  }
  return undefined;
}
