import type { Channels } from '../workspace/channels';
import { nameOf, USER_GROUPS } from '../workspace/world';

/**
 * The words a reader sees of Slack's markup (https://docs.slack.dev/messaging/formatting-message-text): references by
 * name, links by their label, dates by their fallback, marks gone, entities as characters.
 */
export function wordsOf(markup: string, channels: Channels): string {
  const shown = markup
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replace(/^`+|`+$/g, '') : withoutMarks(part)))
    .join('');
  return decoded(shown.replace(/<([^<>\n]+)>/g, (_whole, inner: string) => reference(inner, channels)));
}

/** Plain text knows no markup; only entities are characters. */
export const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const MARKS = ['*', '_', '~'].map(
  (mark) =>
    new RegExp(
      `(^|[\\s(\\[{"'>*_~])\\${mark}([^\\s\\${mark}](?:[^\\${mark}\\n]*[^\\s\\${mark}])?)\\${mark}(?=$|[\\s.,;:!?)\\]}"'<*_~])`,
      'gm',
    ),
);

function withoutMarks(text: string): string {
  // An address or a date's format may contain any of the marks: what stands in <> is left alone.
  return text
    .split(/(<[^<>\n]+>)/)
    .map((part, index) => (index % 2 === 1 ? part : MARKS.reduce((left, mark) => left.replace(mark, '$1$2'), part)))
    .join('')
    .replace(/^(?:>|&gt;) ?/gm, '');
}

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
