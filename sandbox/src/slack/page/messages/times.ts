import { momentOf } from './grouping';

const CLOCK = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
const FULL = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'medium' });

/** The time of day of a Slack ts, in the reader's zone. */
export function clockTime(ts: string): string {
  return CLOCK.format(momentOf(ts)).replace(/\u202F/g, ' ');
}

/** The whole moment of a Slack ts, in the reader's zone. */
export function fullTime(ts: string): string {
  return FULL.format(momentOf(ts));
}
