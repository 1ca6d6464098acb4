/** @long It gives every command of the pages. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  commandsOf,
  explained,
  isRunHere,
  npmScripts,
  pattern,
  placeOf,
  RUN_ELSEWHERE,
  scriptsNamedIn,
} from './docs/commands';
import { innerLinks, pageOf, pages, ROOT } from './docs/pages';
import type { Fence, Page } from './docs/pages';
import { Reader } from './docs/trying';
import { variablesNamedIn, variablesRead } from './docs/variables';

const all = pages();
const scripts = npmScripts();
const isChat = ({ info }: Fence) => /^chat( [a-z]+)?$/.test(info);

describe('the pages', () => {
  test('every link within the repository leads somewhere, its anchor too', () => {
    const dead = all.flatMap((page) =>
      innerLinks(page).flatMap(({ link, file, anchor }) => {
        if (!existsSync(join(ROOT, file))) return [`${page.path}: ${link}: there is no ${file}`];
        if (!anchor || !file.endsWith('.md') || pageOf(file).anchors.has(anchor)) return [];
        return [`${page.path}: ${link}: ${file} has no such heading`];
      }),
    );
    expect(dead).toEqual([]);
  });

  test('every npm script that they name is one', () => {
    const unknown = all.flatMap(({ path, text }) =>
      scriptsNamedIn(text)
        .filter((name) => !scripts.has(name))
        .map((name) => `${path}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('every environment variable that they name is read by something', () => {
    const read = variablesRead();
    const unknown = all.flatMap(({ path, text }) =>
      variablesNamedIn(text)
        .filter((name) => !read.has(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('every command is run here, or by another test, or says what it needs', () => {
    const unaccounted = all
      .flatMap(commandsOf)
      .filter((command) => command.fence.needs === undefined && !isRunHere(command) && !RUN_ELSEWHERE[command.words])
      .map(({ words, fence }) => `${placeOf(fence)}: ${words}`);
    expect(unaccounted).toEqual([]);
    expect(Object.values(RUN_ELSEWHERE).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('what needs an account is at least written as its script explains it', () => {
    const helps = new Map<string, string>();
    const helpOf = (script: string) => {
      const args = ['run', '-s', script, '--', '--help'];
      if (!helps.has(script)) helps.set(script, execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
      return helps.get(script)!;
    };
    const wrong = all.flatMap(commandsOf).flatMap((command) => {
      const { script, given } = explained(command) ?? { script: '', given: [] };
      return given
        .filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(helpOf(script)))
        .map((word) => `${placeOf(command.fence)}: npm run ${script} does not know ${word}`);
    });
    expect(wrong).toEqual([]);
  });

  test('the diagrams are what the code gives: npm run docs', () => {
    const printed = execFileSync(process.execPath, ['docs/diagram.mjs'], { cwd: ROOT, encoding: 'utf8' });
    expect(pageOf('docs/architecture.md').text).toContain(`<!-- diagram -->\n${printed}<!-- /diagram -->`);
  });
});

describe('what the pages say to do', () => {
  let reader: Reader;
  beforeAll(async () => void (reader = await Reader.starting()));
  afterAll(() => reader.leaves());

  test.each(all.flatMap(stepsOf))('$title', async ({ take, seen }) => {
    expect(await take(reader)).toMatch(pattern(seen));
  });
});

/** One thing to do, and what the page says is to be seen then. */
interface Step {
  title: string;
  take: (reader: Reader) => Promise<string>;
  seen: string[];
}

function stepsOf(page: Page): Step[] {
  const commands = commandsOf(page).filter((command) => isRunHere(command) || command.words === 'npm start');
  return page.fences.flatMap((fence): Step[] => {
    if (isChat(fence)) {
      const [command, ...seen] = fence.lines;
      return [{ title: `${placeOf(fence)} ${command}`, take: (reader) => reader.chats(fence), seen }];
    }
    const here = commands.filter((command) => command.fence === fence);
    return here.map((command) => ({
      title: `${placeOf(fence)} ${command.words}`,
      take: (reader) => reader.runs(command.words),
      seen: command.output,
    }));
  });
}
