import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import { SlackError } from '../slack-error';

/** How long a trigger_id may be exchanged for a view (https://docs.slack.dev/interactivity/handling-user-interaction). */
export const TRIGGER_LIFE_MS = 3000;

/** The trigger_ids handed out with commands and clicks: three seconds and one use each. */
export class Triggers {
  private readonly triggers = new Map<string, { user: string; expires: number; isUsed: boolean }>();
  private serial = 0;

  constructor(private readonly clock: Clock) {}

  issue(user: string): string {
    this.serial += 1;
    const id = `${this.serial}.${this.clock.now()}.${randomBytes(16).toString('hex')}`;
    this.triggers.set(id, { user, expires: this.clock.now() + TRIGGER_LIFE_MS, isUsed: false });
    return id;
  }

  /**
   * @returns the user whose screen the view is for.
   * @throws SlackError `invalid_trigger_id`, `exchanged_trigger_id`, `expired_trigger_id`.
   */
  exchange(id: string): string {
    const trigger = this.triggers.get(id);
    if (!trigger) throw new SlackError('invalid_trigger_id');
    if (trigger.isUsed) throw new SlackError('exchanged_trigger_id');
    if (this.clock.now() > trigger.expires) throw new SlackError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.user;
  }

  clear(): void {
    this.triggers.clear();
  }
}
