import type { Passage } from './ast';
import { literal, readInline } from './inline';

const FENCE = /```([^]+?)```/g;
const QUOTED = /^(?:>|&gt;) ?/;
const QUOTED_TO_THE_END = /^(?:>{3}|(?:&gt;){3}) ?/;

/** Reads a whole mrkdwn text: preformatted blocks, quotations and paragraphs. */
export function readMrkdwn(source: string): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (const fence of source.matchAll(FENCE)) {
    passages.push(...readLines(source.slice(from, fence.index).replace(/\n$/, '')));
    passages.push({ type: 'pre', text: literal((fence[1] ?? '').replace(/^\n|\n$/g, '')) });
    from = fence.index + fence[0].length;
  }
  passages.push(...readLines(from === 0 ? source : source.slice(from).replace(/^\n/, '')));
  return passages;
}

function readLines(text: string): Passage[] {
  if (text.trim() === '') return [];
  const runs: { quoted: boolean; lines: string[] }[] = [];
  let toTheEnd = false;
  for (const line of text.split('\n')) {
    toTheEnd ||= QUOTED_TO_THE_END.test(line);
    const quoted = toTheEnd || QUOTED.test(line);
    const last = runs.at(-1);
    const bare = line.replace(QUOTED_TO_THE_END, '').replace(quoted && !toTheEnd ? QUOTED : /^$/, '');
    if (last?.quoted === quoted) last.lines.push(bare);
    else runs.push({ quoted, lines: [bare] });
  }
  return runs.map(({ quoted, lines }) => ({
    type: quoted ? 'quote' : 'paragraph',
    children: readInline(lines.join('\n')),
  }));
}
