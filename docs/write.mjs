// `npm run docs`: puts what is generated into its page. Tests hold each page to the code; this makes them agree again.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from '../sandbox/launcher/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A page, the program that prints it with its words, and, where it prints only a part of it, the name of that part. */
const GENERATED = [
  { page: 'docs/commands.md', program: 'dist/bot/src/cli/print-commands.js' },
  { page: 'docs/iam.md', program: 'dist/bot/src/cli/print-iam.js', words: ['--page'] },
  { page: 'docs/operating.md', program: 'dist/bot/src/cli/print-settings.js', part: 'settings' },
  { page: 'docs/architecture.md', program: 'docs/diagram.mjs', part: 'diagram' },
];

/** The page with what stands between `<!-- part -->` and `<!-- /part -->` replaced. */
function withPart(text, part, printed) {
  const [before, rest] = text.split(`<!-- ${part} -->\n`);
  const after = rest?.split(`<!-- /${part} -->`)[1];
  if (after === undefined) throw new Error(`there is no <!-- ${part} --> … <!-- /${part} --> to put it between`);
  return `${before}<!-- ${part} -->\n${printed}<!-- /${part} -->${after}`;
}

try {
  await prepare((line) => process.stderr.write(`${line}\n`));
  for (const { page, program, words = [], part } of GENERATED) {
    const printed = execFileSync(process.execPath, [program, ...words], { cwd: root, encoding: 'utf8' });
    const before = readFileSync(join(root, page), 'utf8');
    const after = part ? withPart(before, part, printed) : printed;
    writeFileSync(join(root, page), after);
    process.stdout.write(`${before === after ? 'as it was ' : 'written   '} ${page}\n`);
  }
} catch (error) {
  process.stderr.write(`The pages could not be written: ${error.message}\n`);
  process.exitCode = 1;
}
