import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Which spec tried something, by "<service> <operation>"; the path is from `sandbox/src`. */
export type Tried = ReadonlyMap<string, string>;

/**
 * What the specs wrote down when they ran last. Of several that tried the same, the one that tried the least is named: it is about that.
 * @param folder a file for each spec, with a line for each thing that it tried
 * @param isThere whether a spec is still there: what one wrote down that is gone does not count
 * @throws Error in a sentence when no spec has run
 */
export function triedIn(folder: string, isThere: (spec: string) => boolean): Tried {
  const specs = filesOf(folder)
    .map((file) => ({
      spec: basename(file).replaceAll('+', '/'),
      lines: readFileSync(file, 'utf8').split('\n').filter(Boolean),
    }))
    .filter(({ spec }) => isThere(spec))
    .toSorted((a, b) => a.lines.length - b.lines.length || a.spec.localeCompare(b.spec));
  const tried = new Map<string, string>();
  for (const { spec, lines } of specs) for (const line of lines) if (!tried.has(line)) tried.set(line, spec);
  return tried;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch (cause) {
    throw new Error('No spec has written down what it tried. Run npx jest sandbox/src first.', { cause });
  }
}

/** What the text of `COVERAGE.md` says was tried, and by whom. */
export function triedByText(text: string): Tried {
  const tried = new Map<string, string>();
  let service = '';
  for (const line of text.split('\n')) {
    service = /^## (?:AWS )?([\w-]+):/.exec(line)?.[1]?.toLowerCase() ?? service;
    const [, name, spec] = /^\| ([\w.]+) \| .+ \| (\S+) \|$/.exec(line) ?? [];
    if (name && spec) tried.set(`${service} ${name}`, spec);
  }
  return tried;
}
