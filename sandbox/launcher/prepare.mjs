// Installs what is missing and builds what changed. Node's own modules only: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const OLDEST_NODE = [20, 19];

/** What is built, from which sources, and by which command. A change in `also` rebuilds too. */
const BUILDS = [
  {
    name: 'sandbox',
    sources: 'sandbox/src',
    except: 'page',
    output: 'dist/sandbox/src',
    command: ['nest', 'build', 'sandbox'],
  },
  { name: 'bot', sources: 'bot/src', output: 'dist/bot/src', command: ['nest', 'build', 'bot'] },
  {
    name: 'primes-api',
    sources: 'primes-api/src',
    output: 'dist/primes-api/src',
    command: ['nest', 'build', 'primes-api'],
  },
  {
    name: 'page',
    sources: 'sandbox/src/slack/page',
    output: 'dist/sandbox/page',
    command: ['vite', 'build', '--logLevel', 'warn', '--config', 'sandbox/src/slack/page/vite.config.mts'],
  },
];

/**
 * Makes the checkout ready to run.
 * @param {(line: string) => void} say told what is done, in words
 * @throws Error in a sentence when Node is too old, the install or a build fails
 */
export async function prepare(say) {
  checkNode();
  await install(say);
  await build(say);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}. See .nvmrc.`);
}

async function install(say) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('Installing packages (once) …');
  if (lstatSync(dirname(stamp), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Error('node_modules is a link to another folder; installing would empty that. Remove the link first.');
  }
  const npm = process.env.npm_execpath;
  const program = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  await run([...program, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'The packages could not be installed');
  writeFileSync(stamp, lock);
}

async function build(say) {
  const stale = BUILDS.map((step) => ({ ...step, state: stateOf(step) })).filter(
    ({ name, state }) => readStamp(name) !== state || !existsSync(join(root, 'dist')),
  );
  if (stale.length === 0) return;
  say(`Building ${stale.map(({ name }) => name).join(', ')} …`);
  await Promise.all(
    stale.map(async ({ name, output, command: [tool, ...words], state }) => {
      rmSync(join(root, output), { recursive: true, force: true });
      await run([process.execPath, binaryOf(tool), ...words], `${name} could not be built`);
      writeStamp(name, state);
    }),
  );
}

/** Names, sizes and times of all sources, and the settings they are compiled with. */
function stateOf({ sources, except }) {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', '.swcrc', 'nest-cli.json', 'tsconfig.json']) hash.update(factsOf(file));
  for (const file of filesBelow(sources, except)) hash.update(factsOf(file));
  return hash.digest('hex');
}

function factsOf(file) {
  const { size, mtimeMs } = statSync(join(root, file));
  return `${file} ${size} ${mtimeMs}\n`;
}

function filesBelow(folder, except) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return [except, 'spec'].includes(entry.name) ? [] : filesBelow(path, except);
    return entry.name.includes('.spec.') ? [] : [path];
  });
}

const stampOf = (name) => join(root, 'dist', `.${name}.built-from`);
const readStamp = (name) => (existsSync(stampOf(name)) ? readFileSync(stampOf(name), 'utf8') : undefined);
function writeStamp(name, state) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampOf(name), state);
}

/** The script behind a tool's name, so that no shell and no shim stands between. */
function binaryOf(tool) {
  const folder = join(root, 'node_modules', tool === 'nest' ? '@nestjs/cli' : tool);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

/** Runs a command quietly; what it printed is shown when it fails. */
function run([program, ...words], failure) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.once('error', (error) => reject(new Error(`${failure}: ${error.message}`)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${failure}.\n${printed.trimEnd()}`))));
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  prepare((line) => process.stderr.write(`${line}\n`)).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
