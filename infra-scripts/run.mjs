// Runs one of the scripts in src/: installs their packages the first time, and builds what changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const SOURCES = join(here, 'src');
const BUILT_FROM = join(here, 'dist', '.built-from');
const INSTALLED_FROM = join(here, 'node_modules', '.installed-from');
const LOCK = join(here, '.preparing');
const BETWEEN_LOOKS_MS = 100;

/**
 * Makes the scripts ready to run.
 * @param {(line: string) => void} say told what is done, in words
 * @throws {Error} in a sentence when the install or the build fails
 */
export async function prepareInfra(say) {
  if (isReady()) return;
  await oneAtATime(async () => {
    await install(say);
    await build();
  });
}

const isReady = () => readIfThere(INSTALLED_FROM) === lockHash() && readIfThere(BUILT_FROM) === stateOf();

/** Several scripts may be started at once; one installs and builds, the others wait for it. @param {() => Promise<void>} work */
async function oneAtATime(work) {
  while (!take(LOCK)) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** @param {string} lock a file that holds the id of the process that has it; one that has died has it no longer */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const holder = Number(readIfThere(lock));
  if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
  return false;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} file */
const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');

/** @param {(line: string) => void} say */
async function install(say) {
  const lock = lockHash();
  if (readIfThere(INSTALLED_FROM) === lock) return;
  say('Installing the packages of infra-scripts, AWS CDK above all (once, about 330 MB) …');
  if (lstatSync(dirname(INSTALLED_FROM), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error(
      'infra-scripts/node_modules is a link to another folder; installing would empty that. Remove the link first.',
    );
  }
  const npm = process.env.npm_execpath;
  const program = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const words = ['ci', '--ignore-scripts', '--no-workspaces', '--no-audit', '--no-fund'];
  await run([...program, ...words], here, 'The packages of infra-scripts could not be installed');
  writeFileSync(INSTALLED_FROM, lock);
}

async function build() {
  const state = stateOf();
  if (readIfThere(BUILT_FROM) === state) return;
  rmSync(dirname(BUILT_FROM), { recursive: true, force: true });
  const { transformFile } = await import('@swc/core');
  for (const file of sources().filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))) {
    const { code } = await transformFile(join(SOURCES, file), {
      configFile: join(root, '.swcrc'),
      sourceMaps: 'inline',
    });
    const output = join(here, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, code);
  }
  writeFileSync(BUILT_FROM, state);
}

const sources = () => readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).toSorted();

/** Names, sizes and times of all sources. */
function stateOf() {
  const hash = createHash('sha256');
  for (const file of sources()) {
    const { size, mtimeMs } = statSync(join(SOURCES, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * Runs a command quietly; what it printed is shown when it fails.
 * @param {string[]} command @param {string} cwd @param {string} failure
 * @returns {Promise<void>}
 */
function run([program = '', ...words], cwd, failure) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.once('error', (error) => reject(new Error(`${failure}: ${error.message}`)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${failure}.\n${printed.trimEnd()}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [script] = process.argv.splice(2, 1);
  try {
    await prepareInfra((line) => process.stderr.write(`${line}\n`));
    // Node 20 is welcome here until the SDK drops it; the warning is for whoever keeps this project, not for its users.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
    if (script) createRequire(import.meta.url)(join(here, 'dist', `${script}.js`));
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
    process.exitCode = 1;
  }
}
