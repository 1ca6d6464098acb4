/**
 * Slack's three control characters, escaped: nothing that AWS or a person wrote may become a mention, a link or a
 * channel-wide notification. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The reverse, for text that arrives escaped from Slack. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** As much of what a person typed as is shown back, and as much of anything as stands in a sentence as code. */
const TYPED = 80;
const CODE = 300;

/**
 * Text as inline code, escaped, and not longer than anybody reads. A backtick would end the code early, so it becomes a
 * plain apostrophe.
 */
export function code(text: string): string {
  return `\`${escapeMrkdwn(truncate(text, CODE)).replaceAll('`', "'")}\``;
}

/** Text as code within a sentence that is escaped as a whole later, as a UserError's are. */
export function literal(text: string): string {
  return `\`${truncate(text, CODE).replaceAll('`', "'")}\``;
}

/** The same for what a person typed: its beginning is enough to recognise it by. */
export function typed(text: string): string {
  return literal(truncate(text, TYPED));
}

/** Plain text cut to `limit` characters, with an ellipsis where something is missing. */
export function truncate(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** As `truncate`, but never through the middle of an entity (`&amp;`) or of a link or date (`<…>`). */
export function truncateMrkdwn(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/&[a-z]{0,3}$/, '');
  const open = cut.lastIndexOf('<');
  return `${(open > cut.lastIndexOf('>') ? cut.slice(0, open) : cut).trimEnd()}…`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in words: `45 s`, `12 min`, `1 h 15 min`, `5 h`, `3 days`. Less than nothing counts as nothing. */
export function duration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < 90_000) return `${Math.round(length / 1000)} s`;
  const minutes = Math.round(length / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 180 && minutes % 60 > 0) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  if (length < 48 * HOUR) return `${Math.round(length / HOUR)} h`;
  return `${Math.round(length / DAY)} days`;
}

/**
 * `3 min ago`, with the absolute time on hover: Slack shows it for its date format, in the reader's time zone.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function ago(at: number, now: number): string {
  return `<!date^${Math.floor(at / 1000)}^{ago}|${agoPlain(at, now)}>`;
}

/** The same for places without markup: `3 min ago`. */
export function agoPlain(at: number, now: number): string {
  return now - at < 2000 ? 'just now' : `${duration(now - at)} ago`;
}

/** `1 task`, `2 tasks`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
