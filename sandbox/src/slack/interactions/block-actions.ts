import { isObject, objectsIn, stringIn, type JsonObject } from '../json';
import type { Message } from '../workspace/message';
import { viewJson, type View } from '../workspace/views';
import type { Person } from '../workspace/world';
import { elementsIn, labelOf, type Placed } from './elements-in';
import { chosen, initial, optionsOf } from './element-state';
import type { Answered } from './slash-command';
import { interactionHead, type Act, type InteractionParts } from './interaction';

/** What is clicked: by its action or by its label, and which of its values or options. */
export interface Click {
  actionId?: string;
  label?: string;
  value?: string;
}

/** The element a click means; undefined when there is none. */
export function clickedIn(blocks: unknown, click: Click): Placed | undefined {
  const candidates = elementsIn(blocks).filter(({ element }) =>
    click.actionId !== undefined
      ? element['action_id'] === click.actionId
      : sameLabel(labelOf(element), click.label ?? ''),
  );
  return candidates.find(({ element }) => offers(element, click.value)) ?? candidates[0];
}

const sameLabel = (label: string, wanted: string): boolean => label.trim() !== '' && label.trim() === wanted.trim();

const offers = (element: JsonObject, value: string | undefined): boolean =>
  value !== undefined && (element['value'] === value || optionsOf(element).some((option) => option['value'] === value));

/** A person clicks in a message; a confirm dialog counts as accepted. */
export function clickInMessage(
  parts: InteractionParts,
  act: Act,
  message: Message,
  placed: Placed,
  click: Click,
): Promise<Answered> {
  const { person, channel } = act;
  const host = parts.delivery.appHost ?? act.host;
  return deliver(parts, person, {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralFor !== undefined,
      ...(message.threadTs && { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.name },
    message: parts.workspace.json(message),
    state: { values: stateOf(message.blocks, placed, click) },
    response_url: parts.responseUrls.issue(host, channel.id, person.id, message),
    actions: [actionOf(parts, placed, click)],
  });
}

/** A person clicks, or chooses something that is reported at once, in a modal view. */
export function clickInView(
  parts: InteractionParts,
  person: Person,
  view: View,
  placed: Placed,
  click: Click,
): Promise<Answered> {
  return deliver(parts, person, {
    container: { type: 'view', view_id: view.id },
    view: viewJson(view, stateOf(objectsIn(view.definition['blocks']), placed, click)),
    actions: [actionOf(parts, placed, click)],
  });
}

async function deliver(parts: InteractionParts, person: Person, payload: JsonObject): Promise<Answered> {
  const triggerId = parts.triggers.issue(person.id);
  const { response: _ignored, ...delivered } = await parts.delivery.deliver({
    type: 'interactive',
    acceptsResponse: false,
    payload: { ...interactionHead('block_actions', person), trigger_id: triggerId, ...payload },
  });
  return { ...delivered, trigger_id: triggerId };
}

function actionOf({ workspace }: InteractionParts, placed: Placed, click: Click): JsonObject {
  const { element, blockId } = placed;
  const isPressed = labelOf(element) !== '';
  return {
    action_id: element['action_id'],
    block_id: blockId,
    ...(isPressed
      ? { type: element['type'], text: element['text'], ...valueOf(element, click), ...styleOf(element) }
      : chosen(element, click.value)),
    ...(isObject(element['confirm']) && { confirm: element['confirm'] }),
    action_ts: workspace.timestamps.next(),
  };
}

const valueOf = (element: JsonObject, click: Click): JsonObject => {
  const value = element['value'] ?? click.value;
  return value === undefined ? {} : { value };
};

const styleOf = (element: JsonObject): JsonObject =>
  element['style'] === undefined ? {} : { style: element['style'] };

/** The state of every element that holds one, as it is after the click. */
function stateOf(blocks: JsonObject[], placed: Placed, click: Click): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const { blockId, element } of elementsIn(blocks)) {
    if (labelOf(element) !== '' || element['type'] === 'overflow') continue;
    const isClicked = element === placed.element;
    const state = isClicked ? chosen(element, click.value) : initial(element);
    values[blockId] = { ...values[blockId], [stringIn(element['action_id'])]: state };
  }
  return values;
}
