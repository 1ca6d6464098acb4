import { SlackError } from '../slack-error';
import { VIEW_STACK, viewJson } from '../workspace/views';
import type { SlackMethod } from '../web-api/method';
import { requireOwnExternalId, viewIn } from '../arguments/view-definition';

/** https://docs.slack.dev/reference/methods/views.push */
export const viewsPush: SlackMethod = {
  name: 'views.push',
  tokens: ['bot'],
  scopes: [],
  tier: 'tier4',
  required: ['trigger_id', 'view'],
  run({ args }, { workspace, triggers }) {
    const definition = viewIn(args);
    requireOwnExternalId(definition, workspace.views);
    const user = triggers.exchange(args.text('trigger_id'));
    if (workspace.views.stack(user).length >= VIEW_STACK) throw new SlackError('push_limit_reached');
    const view = workspace.views.push(user, definition);
    if (!view) throw new SlackError('not_found');
    return { view: viewJson(view) };
  },
};
