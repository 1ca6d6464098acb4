import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './pages';
import type { Fence, Page } from './pages';

/** A command of a page, as a reader would type it. */
export interface DocumentedCommand {
  words: string;
  fence: Fence;
  /** What is shown to follow it, in a `console` block. */
  output: string[];
}

/**
 * Commands that the docs test does not run itself, and where each is run. Anything else in a `sh` or `console` block is
 * run, or needs an account, and says so above.
 */
export const RUN_ELSEWHERE: Record<string, string> = {
  'npm start': 'test/start.test.ts',
  'npm ci': 'sandbox/launcher/prepare.mjs',
  'npm run build': 'sandbox/launcher/prepare.mjs',
  'npm test': '.ci/run',
  'npm run check': 'test/run.mjs',
  'npm run test:docker': '.ci/run',
  'npm run load': 'test/load.test.ts',
  'npm run bench': 'test/bench.mjs',
  'npm run storm -- --rounds 200': 'test/storm.test.ts',
  'npm run storm -- --rounds 50 --replicas': 'test/storm-replicas.test.ts',
  'npm run storm:sockets': 'test/sockets.test.ts',
  'npm run store -- export chatops-backup.jsonl': 'test/store.test.ts',
  'npm run store -- import chatops-backup.jsonl': 'test/store.test.ts',
  'npm run store:power-cut -- --rounds 100': 'bot/src/store/power-cut.spec.ts',
  'npm run screenshot': 'docs/screenshot.mjs',
  'npm run demo': 'docs/demo/play.mjs',
  'npm run docs': 'docs/write.mjs',
  'npx jest bot/src/chat': 'test/check.mjs',
  'SPEC_POSTGRES=1 npx jest bot/src/store': 'test/run.mjs',
  'npx jest -c test/jest.config.js status': 'test/run.mjs',
  'npx lefthook install': 'lefthook.yml',
};

/** What the docs test runs: it only looks, prints, explains, or turns to the sandbox. */
const HARMLESS = [
  /^node --version$/,
  /^curl -s /,
  /^npm run -s (manifest|settings|commands|coverage|iam)( -- .*)?$/,
  /^npm (run (-s )?[a-z:-]+|start) -- (.* )?--(help|dry-run|sandbox)\b/,
];

export const isRunHere = ({ words, fence }: DocumentedCommand): boolean =>
  fence.needs === undefined && HARMLESS.some((harmless) => harmless.test(words));

/** Every command in the `sh` and `console` blocks of a page, without its comment. */
export function commandsOf({ fences }: Page): DocumentedCommand[] {
  return fences.flatMap((fence) => {
    if (fence.info === 'sh') return fence.lines.map(withoutComment).filter(Boolean).map(asCommand(fence));
    return fence.info === 'console' ? dialogue(fence) : [];
  });
}

const withoutComment = (line: string): string => line.replace(/\s+# .*$/, '').trim();
const asCommand = (fence: Fence) => (words: string) => ({ words, fence, output: [] as string[] });

function dialogue(fence: Fence): DocumentedCommand[] {
  const said: DocumentedCommand[] = [];
  for (const line of fence.lines) {
    if (line.startsWith('$ ')) said.push(asCommand(fence)(withoutComment(line.slice(2))));
    else if (said.length > 0) said.at(-1)!.output.push(line);
    else throw new Error(`${placeOf(fence)}: a console block begins with "$ " and a command.`);
  }
  return said;
}

export const placeOf = ({ page, line }: Fence): string => `${page}:${line}`;

/** A command of a script of ours that explains itself: the script, and the words and options given to it. */
export function explained({ words }: DocumentedCommand): { script: string; given: string[] } | undefined {
  const [, script = '', rest] = /^npm run (?:-s )?([a-z-]+) -- (.+)$/.exec(words) ?? [];
  const given = rest?.split(' ').filter((word, index) => word.startsWith('--') || index === 0);
  return given && { script, given };
}

/** The npm scripts that a text names: `npm run load`, `npm start`, `npm test`. */
export function scriptsNamedIn(text: string): string[] {
  const run = [...text.matchAll(/\bnpm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)].map(([, name = '']) => name);
  return [...new Set([...run, ...short])];
}

export function npmScripts(): Set<string> {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return new Set(Object.keys(scripts));
}

/** Lines as a pattern for what was printed: `…` stands for anything, and spaces at the ends of lines for nothing. */
export function pattern(lines: string[]): RegExp {
  const escaped = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(escaped.trim().replaceAll('…', '[^]*?'));
}
