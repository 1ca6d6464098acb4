// A Chromium for the page's tests: the machine's own, else Debian's package, else Playwright's download.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws Error in a sentence that says what to install
 */
export async function findChromium() {
  const found = process.env.CHROMIUM || onThisMachine() || fromDebian() || (await fromPlaywright());
  if (found) return found;
  throw new Error(
    'The page is tested in a browser and none was found. Install Chromium or Chrome, or set CHROMIUM to its path.',
  );
}

function onThisMachine() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ELSEWHERE].find(canRun);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fromDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  return onThisMachine();
}

async function fromPlaywright() {
  const installed = spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], {
    stdio: 'ignore',
  });
  if (installed.status !== 0) return undefined;
  const { chromium } = await import('playwright-core');
  return canRun(chromium.executablePath()) ? chromium.executablePath() : undefined;
}
