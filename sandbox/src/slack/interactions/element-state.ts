import { isObject, objectsIn, stringIn, type JsonObject } from '../json';

/**
 * What a person chose in an element, in the shape in which Slack reports it: in `state.values` and in an action
 * (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload).
 * @param choice an option's value, an id, a text, a list of those; or Slack's own shape, which is passed through.
 */
export function chosen(element: JsonObject, choice: unknown): JsonObject {
  const type = stringIn(element['type']);
  if (isObject(choice)) return { type, ...choice };
  const kind = KINDS.find(({ types }) => types.includes(type));
  return { type, ...(kind ? kind.state(element, choice) : { value: choice ?? null }) };
}

/** What an element holds before anybody touched it. */
export function initial(element: JsonObject): JsonObject {
  const type = stringIn(element['type']);
  for (const [member, value] of Object.entries(element)) {
    if (!member.startsWith('initial_')) continue;
    if (member === 'initial_value') return { type, value };
    return { type, [member.replace('initial_', 'selected_')]: value };
  }
  return chosen(element, undefined);
}

/** The options that an element offers, of its groups too. */
export const optionsOf = (element: JsonObject): JsonObject[] => [
  ...objectsIn(element['options']),
  ...objectsIn(element['option_groups']).flatMap((group) => objectsIn(group['options'])),
];

const optionOf = (element: JsonObject, value: unknown): JsonObject | null =>
  optionsOf(element).find((option) => option['value'] === value) ?? null;

const asList = (choice: unknown): unknown[] => (Array.isArray(choice) ? choice : choice === undefined ? [] : [choice]);

const KINDS: { types: string[]; state: (element: JsonObject, choice: unknown) => JsonObject }[] = [
  {
    types: ['static_select', 'radio_buttons', 'overflow', 'external_select'],
    state: (element, choice) => ({ selected_option: optionOf(element, choice) }),
  },
  {
    types: ['multi_static_select', 'checkboxes', 'multi_external_select'],
    state: (element, choice) => ({
      selected_options: asList(choice).flatMap((value) => optionOf(element, value) ?? []),
    }),
  },
  { types: ['users_select'], state: (_element, choice) => ({ selected_user: choice ?? null }) },
  { types: ['multi_users_select'], state: (_element, choice) => ({ selected_users: asList(choice) }) },
  { types: ['channels_select'], state: (_element, choice) => ({ selected_channel: choice ?? null }) },
  { types: ['multi_channels_select'], state: (_element, choice) => ({ selected_channels: asList(choice) }) },
  { types: ['conversations_select'], state: (_element, choice) => ({ selected_conversation: choice ?? null }) },
  { types: ['multi_conversations_select'], state: (_element, choice) => ({ selected_conversations: asList(choice) }) },
  { types: ['datepicker'], state: (_element, choice) => ({ selected_date: choice ?? null }) },
  { types: ['timepicker'], state: (_element, choice) => ({ selected_time: choice ?? null }) },
  { types: ['datetimepicker'], state: (_element, choice) => ({ selected_date_time: choice ?? null }) },
  { types: ['rich_text_input'], state: (_element, choice) => ({ rich_text_value: choice ?? null }) },
  { types: ['file_input'], state: (_element, choice) => ({ files: asList(choice) }) },
];

/** Whether a state says nothing: no text, no option, no file. */
export const isEmptyState = (state: JsonObject): boolean =>
  Object.entries(state).every(
    ([member, value]) =>
      member === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
