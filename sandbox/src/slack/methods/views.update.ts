import { SlackError } from '../slack-error';
import { viewJson } from '../workspace/views';
import type { SlackMethod } from '../web-api/method';
import { requireOwnExternalId, viewIn } from '../arguments/view-definition';

/** https://docs.slack.dev/reference/methods/views.update */
export const viewsUpdate: SlackMethod = {
  name: 'views.update',
  tokens: ['bot'],
  scopes: [],
  tier: 'tier4',
  required: ['view'],
  run({ args }, { workspace }) {
    const id = args.text('view_id');
    const externalId = args.text('external_id');
    if (id && externalId) {
      throw SlackError.withMessages('invalid_arguments', ['Cannot provide both `view_id` and `external_id`']);
    }
    if (!id && !externalId) {
      throw SlackError.withMessages('invalid_arguments', ['missing required field: view_id']);
    }
    const definition = viewIn(args);
    const view = workspace.views.find({ id, externalId });
    if (!view) throw new SlackError('not_found');
    if (args.text('hash') && args.text('hash') !== view.hash) throw new SlackError('hash_conflict');
    requireOwnExternalId(definition, workspace.views, view);
    workspace.views.update(view, definition);
    return { view: viewJson(view) };
  },
};
