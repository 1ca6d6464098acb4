import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a page. */
export interface Fence {
  page: string;
  /** Line of the opening fence, from 1. */
  line: number;
  /** What stands behind the opening fence: `sh`, `console`, `chat ben`. */
  info: string;
  lines: string[];
  /** What the line above says that it needs: "an AWS account". Undefined where it needs nothing but this checkout. */
  needs?: string;
}

export interface Page {
  path: string;
  text: string;
  fences: Fence[];
  /** The page's text without its fenced blocks. */
  prose: string;
  /** The anchors that GitHub makes of its headings. */
  anchors: Set<string>;
}

/** README, CONTRIBUTING and everything in docs. */
export function pages(): Page[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const paths = docs.filter((path) => path.endsWith('.md')).map((path) => posix.join('docs', path));
  return ['README.md', 'CONTRIBUTING.md', ...paths.toSorted()].map(pageOf);
}

/** @param path from the root, with slashes */
export function pageOf(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const { fences, prose } = splitAtFences(path, text.split('\n'));
  return { path, text, fences, prose, anchors: anchorsOf(prose) };
}

const NEEDS = /^\*Needs (.+)\.\*$/;

function splitAtFences(page: string, lines: string[]): { fences: Fence[]; prose: string } {
  const fences: Fence[] = [];
  const prose: string[] = [];
  let open: Fence | undefined;
  for (const [index, line] of lines.entries()) {
    const [, info] = /^```(.*)$/.exec(line) ?? [];
    if (open) {
      if (info === undefined) open.lines.push(line);
      else open = undefined;
    } else if (info === undefined) prose.push(line);
    else {
      const [, needs] = NEEDS.exec(prose.findLast((above) => above.trim() !== '') ?? '') ?? [];
      open = { page, line: index + 1, info: info.trim(), lines: [], ...(needs ? { needs } : {}) };
      fences.push(open);
    }
  }
  if (open) throw new Error(`${page}: the block that begins in line ${open.line} never ends.`);
  return { fences, prose: prose.join('\n') };
}

/** As GitHub makes them: small letters, no punctuation, dashes for spaces, a number for what is there already. */
function anchorsOf(prose: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const plain = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
    const slug = plain.trim().replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** Links of a page that lead into the repository, each as a path from the root and the anchor behind it. */
export function innerLinks({ path, prose }: Page): { link: string; file: string; anchor: string }[] {
  const withoutCode = prose.replaceAll(/`[^`\n]*`/g, '');
  const links = [...withoutCode.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [target = '', anchor = ''] = link.split('#');
      return { link, file: target === '' ? path : posix.normalize(posix.join(dirname(path), target)), anchor };
    });
}
