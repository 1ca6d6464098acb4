import { APP } from '../workspace/world';
import type { SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/apps.connections.open */
export const appsConnectionsOpen: SlackMethod = {
  name: 'apps.connections.open',
  tokens: ['app'],
  scopes: ['connections:write'],
  tier: 'tier3',
  required: [],
  run: ({ host }, { tickets }) => ({ url: `ws://${host}/link/?ticket=${tickets.issue()}&app_id=${APP.id}` }),
};
