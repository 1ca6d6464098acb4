import type { Clock } from '../../kernel/clock';
import type { JsonObject } from '../json';
import type { Channel } from '../workspace/channels';
import type { Workspace } from '../workspace/workspace';
import { APP, TEAM, type Person } from '../workspace/world';
import type { EventDelivery } from './event-delivery';
import type { ResponseUrls } from './response-urls';
import type { Triggers } from './triggers';

/** What everything that people do needs. */
export interface InteractionParts {
  clock: Clock;
  workspace: Workspace;
  delivery: EventDelivery;
  triggers: Triggers;
  responseUrls: ResponseUrls;
}

/** A person doing something. */
export interface Act {
  person: Person;
  channel: Channel;
  /** The Host under which this Slack was reached: used where the app has not named its own yet. */
  host: string;
}

/** What every interaction payload begins with. */
export const interactionHead = (type: string, person: Person): JsonObject => ({
  type,
  team: { id: TEAM.id, domain: TEAM.domain },
  user: { id: person.id, username: person.name, name: person.name, team_id: TEAM.id },
  api_app_id: APP.id,
  token: APP.verificationToken,
  is_enterprise_install: false,
  enterprise: null,
});
