import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './harness/program';
import { Stack } from './harness/stack';

// What is remembered is taken from one place to another while no bot runs.

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chatops-store-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => join(folder, name);

/** `npm run store -- …` of the bot whose folder it is. */
function store(dataDir: string, ...words: string[]): { code: number | null; said: string } {
  const { PATH = '', HOME = '' } = process.env;
  const program = [join(ROOT, 'dist/bot/src/cli/run-store.js'), ...words];
  const env = { PATH, HOME, DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: folder, env, encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}` };
}

test('a bot in another place has the history of the one before it, and nobody gets in while that one runs', async () => {
  const [here, there, file] = ['here', 'there', 'backup.jsonl'].map(inFolder) as [string, string, string];
  const first = await Stack.start({ DATA_DIR: here });
  try {
    await first.person('ann').asks('scale primes-api 3', /2 → 3 tasks/);
    const { code, said } = store(here, 'export', file);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^Another process has .*chatops\.db open: one bot owns it\./),
    ]);
  } finally {
    await first.stop();
  }
  expect(store(here, 'export', file)).toEqual({
    code: 0,
    said: expect.stringMatching(/^Exported from the file .*chatops\.db: 1 row of changes, .* 1 row of audit, /),
  });
  expect(store(here, 'export', file)).toMatchObject({ code: 1, said: expect.stringContaining('not written over') });
  expect(store(there, 'import', file)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Imported into the file /),
  });
  expect(store(there, 'import', file)).toMatchObject({ code: 1, said: expect.stringContaining('is not empty') });

  const second = await Stack.start({ DATA_DIR: there });
  try {
    await second.person('ben').asks('history primes-api', /@ann {2}2 → 3 tasks {2}done {2}\(in #ops\)/);
  } finally {
    await second.stop();
  }
});

test('what it cannot do it says, and that nothing came of it', () => {
  const dataDir = inFolder('nowhere');
  expect(store(dataDir, 'export', inFolder('x'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('nothing to export'),
  });
  expect(store(dataDir, 'import', inFolder('x'))).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^There is no file/),
  });
  expect(store(dataDir, 'exprot', 'x')).toMatchObject({
    code: 2,
    said: expect.stringContaining('export FILE, or import FILE'),
  });
  expect(store(dataDir, 'export', 'x', 'y')).toMatchObject({
    code: 2,
    said: expect.stringContaining('a word too many'),
  });
  expect(store(dataDir, '--help')).toMatchObject({
    code: 0,
    said: expect.stringContaining('export FILE | import FILE'),
  });
});
