import { viewJson } from '../workspace/views';
import type { SlackMethod } from '../web-api/method';
import { requireOwnExternalId, viewIn } from '../arguments/view-definition';

/** https://docs.slack.dev/reference/methods/views.open */
export const viewsOpen: SlackMethod = {
  name: 'views.open',
  tokens: ['bot'],
  scopes: [],
  tier: 'tier4',
  required: ['trigger_id', 'view'],
  run({ args }, { workspace, triggers }) {
    const definition = viewIn(args);
    requireOwnExternalId(definition, workspace.views);
    const user = triggers.exchange(args.text('trigger_id'));
    return { view: viewJson(workspace.views.open(user, definition)) };
  },
};
