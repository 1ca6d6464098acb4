/** How the reader writes dates; a spec fixes it, the page takes the browser's. */
export interface DateStyle {
  locale?: string;
  timeZone?: string;
}

const DAY_NAMES: Intl.RelativeTimeFormatUnit = 'day';

/**
 * Fills the tokens of Slack's date format, `{date_short_pretty} {time}` and the like
 * (https://docs.slack.dev/messaging/formatting-message-text#date-formatting). A pretty date that opens the text is
 * capitalised. An unknown token stays as it is.
 * @param unix seconds since 1970.
 * @param now milliseconds since 1970, what "today" and "3 minutes ago" are counted from.
 */
export function formatSlackDate(unix: number, format: string, now: number, style: DateStyle = {}): string {
  const filled = format.replace(/\{(\w+)\}/g, (whole, token: string) => fill(token, unix * 1000, now, style) ?? whole);
  return /^\{date\w*_pretty\}/.test(format) ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled;
}

/** The whole moment, for whoever hovers over a date. */
export function fullDate(at: number, style: DateStyle = {}): string {
  return show(at, style, { dateStyle: 'full', timeStyle: 'long' });
}

/** "3 minutes ago", "in 2 hours"; under ten seconds "just now". */
export function ago(at: number, now: number, style: DateStyle = {}): string {
  const seconds = Math.round((at - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 10) return 'just now';
  const words = new Intl.RelativeTimeFormat(style.locale ?? 'en', { numeric: 'always' });
  if (size < 60) return words.format(seconds, 'second');
  if (size < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}

/** "today", "yesterday" or "tomorrow" where it is one of these; else null. */
export function nearDay(at: number, now: number, style: DateStyle = {}): string | null {
  const days = Math.round((midnight(at, style) - midnight(now, style)) / 86_400_000);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(style.locale ?? 'en', { numeric: 'auto' }).format(days, DAY_NAMES);
}

function fill(token: string, at: number, now: number, style: DateStyle): string | null {
  if (token === 'ago') return ago(at, now, style);
  if (token === 'time') return show(at, style, { hour: 'numeric', minute: '2-digit' });
  if (token === 'time_secs') return show(at, style, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  if (token === 'date_num') return new Date(midnight(at, style)).toISOString().slice(0, 10);
  const plain = token.replace(/_pretty$/, '');
  if (plain !== token) {
    const near = nearDay(at, now, style);
    if (near !== null) return near;
  }
  if (plain === 'date') return show(at, style, { dateStyle: 'long' });
  if (plain === 'date_short') return show(at, style, { dateStyle: 'medium' });
  if (plain === 'date_long') return show(at, style, { dateStyle: 'full' });
  return null;
}

function show(at: number, style: DateStyle, options: Intl.DateTimeFormatOptions): string {
  const zone = style.timeZone === undefined ? {} : { timeZone: style.timeZone };
  return new Intl.DateTimeFormat(style.locale ?? 'en', { ...options, ...zone }).format(at).replace(/\u202F/g, ' ');
}

// The calendar day as seen by the reader, as a moment in UTC, so that days can be counted apart.
function midnight(at: number, style: DateStyle): number {
  const zone = style.timeZone === undefined ? {} : { timeZone: style.timeZone };
  const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  return Date.parse(`${day.format(at)}T00:00:00Z`);
}
