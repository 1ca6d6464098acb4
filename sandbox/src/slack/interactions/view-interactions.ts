import { isObject, objectsIn, stringIn, type JsonObject } from '../json';
import { checkView } from '../arguments/view-definition';
import { SlackError } from '../slack-error';
import { viewJson, type View } from '../workspace/views';
import type { Person } from '../workspace/world';
import { elementsIn } from './elements-in';
import { chosen, initial, isEmptyState } from './element-state';
import type { Delivered } from './event-delivery';
import { interactionHead, type InteractionParts } from './interaction';

/** What became of a form. `not_sent`: the client itself found something missing, and the app was not asked. */
export interface Submitted {
  outcome: Delivered['outcome'] | 'not_sent';
  ackMs: number;
  /** By block id, as they are shown under the inputs. */
  errors?: JsonObject;
}

/**
 * A person submits a modal view (https://docs.slack.dev/surfaces/modals#interactions); what the app acknowledges with
 * shows errors, updates the view, puts another on top or clears them all. Without anything the view closes.
 * @param values by block and action: a text, an option's value, an id, a list of those, or Slack's own shape.
 */
export async function submitView(
  parts: InteractionParts,
  person: Person,
  view: View,
  values: JsonObject,
): Promise<Submitted> {
  const { state, missing } = filledIn(view, values);
  if (missing.length > 0) {
    const errors = Object.fromEntries(missing.map((block) => [block, 'Please complete this required field.']));
    return { outcome: 'not_sent', ackMs: 0, errors };
  }
  const { response, ...delivered } = await parts.delivery.deliver({
    type: 'interactive',
    acceptsResponse: true,
    payload: {
      ...interactionHead('view_submission', person),
      trigger_id: parts.triggers.issue(person.id),
      view: viewJson(view, state),
      response_urls: [],
    },
  });
  if (delivered.outcome !== 'acked') return delivered;
  return { ...delivered, ...follow(parts, view, response ?? {}) };
}

/** A person closes a modal view; the app is told when it asked to be. */
export async function closeView(parts: InteractionParts, person: Person, view: View): Promise<Submitted> {
  const isCleared = view.definition['clear_on_close'] === true;
  if (isCleared) parts.workspace.views.closeAll(person.id);
  else parts.workspace.views.close(view);
  if (view.definition['notify_on_close'] !== true) return { outcome: 'not_sent', ackMs: 0 };
  const { outcome, ackMs } = await parts.delivery.deliver({
    type: 'interactive',
    acceptsResponse: false,
    payload: { ...interactionHead('view_closed', person), view: viewJson(view), is_cleared: isCleared },
  });
  return { outcome, ackMs };
}

/** Does what the acknowledgement asks for. */
function follow({ workspace }: InteractionParts, view: View, response: JsonObject): { errors?: JsonObject } {
  const { views } = workspace;
  const next = response['view'];
  switch (response['response_action']) {
    case 'errors':
      return { errors: isObject(response['errors']) ? response['errors'] : {} };
    case 'clear':
      views.closeAll(view.user);
      return {};
    case 'update':
    case 'push': {
      const problem = problemOf(next);
      if (problem || !isObject(next)) return { errors: { view: problem ?? 'invalid_arguments' } };
      if (response['response_action'] === 'update') views.update(view, next);
      else views.push(view.user, next);
      return {};
    }
    default:
      views.close(view);
      return {};
  }
}

function problemOf(view: unknown): string | undefined {
  try {
    if (isObject(view)) checkView(view);
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return [error.code, JSON.stringify(error.fields)].join(' ');
    throw error;
  }
}

/** The state of the view's inputs, and the blocks of those that are required and empty. */
function filledIn(view: View, values: JsonObject): { state: JsonObject; missing: string[] } {
  const state: Record<string, JsonObject> = {};
  const missing: string[] = [];
  for (const block of objectsIn(view.definition['blocks'])) {
    for (const { blockId, element } of elementsIn([block])) {
      if (element['type'] === 'button' || element['type'] === 'overflow') continue;
      const actionId = stringIn(element['action_id']);
      const given = values[blockId];
      const choice = isObject(given) ? given[actionId] : undefined;
      const held = choice === undefined ? initial(element) : chosen(element, choice);
      state[blockId] = { ...state[blockId], [actionId]: held };
      if (block['type'] === 'input' && block['optional'] !== true && isEmptyState(held)) missing.push(blockId);
    }
  }
  return { state, missing };
}
