import { viewProblems } from '../block-kit/validate';
import { isObject, stringIn, type JsonObject } from '../json';
import { SlackError } from '../slack-error';
import type { Arguments } from './arguments';
import type { View, Views } from '../workspace/views';

/** The largest view Slack takes, in bytes of JSON. */
const LARGEST_VIEW = 250_000;

/**
 * The `view` argument, checked as the views.* methods check it (https://docs.slack.dev/reference/views/modal-views).
 * @throws SlackError `invalid_arguments` with what is wrong, `view_too_large`.
 */
export function viewIn(args: Arguments): JsonObject {
  const view = args.json('view');
  if (!isObject(view)) {
    throw SlackError.withMessages('invalid_arguments', ['must provide an object [json-pointer:/view]']);
  }
  checkView(view);
  return view;
}

/** @throws SlackError as viewIn does. */
export function checkView(view: JsonObject): void {
  if (JSON.stringify(view).length > LARGEST_VIEW) throw new SlackError('view_too_large');
  const problems = viewProblems(view).map(({ message, pointer }) => `${message} [json-pointer:/view${pointer}]`);
  if (problems.length > 0) throw SlackError.withMessages('invalid_arguments', problems);
}

/**
 * An external_id names one view in the whole team.
 * @throws SlackError `duplicate_external_id` when another view that is open has it.
 */
export function requireOwnExternalId(view: JsonObject, views: Views, itself?: View): void {
  const externalId = stringIn(view['external_id']);
  if (!externalId) return;
  const holder = views.find({ externalId });
  if (holder && holder !== itself) throw new SlackError('duplicate_external_id');
}
