import type { ViewValues } from '../api/client';
import { initialOf } from '../block-kit/options';
import type { Block, Element, View } from '../api/block-kit';

type Input = Extract<Block, { type: 'input' }>;

/** What a modal holds before anybody touched it: the initial value of each of its inputs. */
export function initialValues(view: View): ViewValues {
  const values: ViewValues = {};
  for (const { block_id: blockId = '', element } of inputsOf(view)) {
    if ('action_id' in element) values[blockId] = { [element.action_id]: initialValue(element) };
  }
  return values;
}

/** A sentence for every input that must be filled and is not, by block, as Slack's own client says it. */
export function missing(view: View, values: ViewValues): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { block_id: blockId = '', optional } of inputsOf(view)) {
    const given = Object.values(values[blockId] ?? {});
    if (optional !== true && given.every(isEmpty)) found[blockId] = 'Please complete this required field.';
  }
  return found;
}

function inputsOf(view: View): Input[] {
  return view.blocks.filter((block): block is Input & { block_id?: string } => block.type === 'input');
}

function initialValue(element: Element): unknown {
  if (element.type === 'checkboxes') return (element.initial_options ?? []).map(({ value }) => value);
  if (element.type === 'radio_buttons') return element.initial_option?.value ?? '';
  if ('initial_value' in element || 'initial_date' in element || 'initial_time' in element) {
    return element.initial_value ?? element.initial_date ?? element.initial_time ?? '';
  }
  return element.type.endsWith('_select') ? initialOf(element as Parameters<typeof initialOf>[0]) : '';
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
