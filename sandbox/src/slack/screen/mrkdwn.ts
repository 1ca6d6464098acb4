import type { Channels } from '../workspace/channels';
import { nameOf, USER_GROUPS } from '../workspace/world';

/** Stand for what keeps its own form while marks are taken away; Unicode gives them to nobody. */
const [OPEN, CLOSE] = ['\uE000', '\uE001'];

/**
 * The words a reader sees of Slack's markup (https://docs.slack.dev/messaging/formatting-message-text): references by
 * name, links by their label, dates by their fallback, marks gone, entities as characters. Code, and what stands in <>, may
 * contain any of the marks and may stand within them.
 */
export function wordsOf(markup: string, channels: Channels): string {
  const kept: string[] = [];
  const keep = (words: string): string => `${OPEN}${kept.push(words) - 1}${CLOSE}`;
  const named = (text: string): string =>
    text.replaceAll(/<([^<>\n]+)>/g, (_whole, inner: string) => reference(inner, channels));
  const bare = markup
    .replaceAll(/```[\s\S]*?```|`[^`\n]+`/g, (code) => keep(named(code.replaceAll(/^`+|`+$/g, ''))))
    .replaceAll(/<[^<>\n]+>/g, (whole) => keep(named(whole)));
  const shown = MARKS.reduce((left, mark) => left.replaceAll(mark, '$1$2'), bare).replaceAll(/^(?:>|&gt;) ?/gm, '');
  return decoded(shown.replaceAll(KEPT, (whole, at: string) => kept[Number(at)] ?? whole));
}

const KEPT = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g');

/** Plain text knows no markup; only entities are characters. */
export const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const MARKS = ['*', '_', '~'].map(
  (mark) =>
    new RegExp(
      `(^|[\\s(\\[{"'>*_~\uE001])\\${mark}([^\\s\\${mark}](?:[^\\${mark}\\n]*[^\\s\\${mark}])?)\\${mark}(?=$|[\\s.,;:!?)\\]}"'<*_~\uE000])`,
      'gm',
    ),
);

function reference(inner: string, channels: Channels): string {
  const [target, label] = splitOnce(inner);
  if (target.startsWith('@')) return `@${nameOf(target.slice(1))}`;
  if (target.startsWith('#')) return `#${channels.byId(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('!date^')) return dateWords(target, label);
  if (target.startsWith('!subteam^')) {
    const id = target.slice('!subteam^'.length);
    return `@${USER_GROUPS.find((group) => group.id === id)?.handle ?? label ?? id}`;
  }
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target;
}

function splitOnce(inner: string): [string, string | undefined] {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner, undefined] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

/** `!date^<seconds>^<format>^<link>|<fallback>`: the fallback where there is one, else the format in UTC. */
function dateWords(target: string, fallback: string | undefined): string {
  if (fallback) return fallback;
  const [, seconds = '0', format = ''] = target.split('^');
  const iso = new Date(Number(seconds) * 1000).toISOString();
  return format.replace(/\{(date|time)[a-z_]*\}/g, (_whole, what: string) =>
    what === 'date' ? iso.slice(0, 10) : iso.slice(11, 19),
  );
}
