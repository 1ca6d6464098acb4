// What the pictures of the pages are taken on: everything that `npm start` runs, and a browser that looks at the chat.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/chromium.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const ports = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };
const BROWSER = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

/** @returns {Promise<{ready: object, end: () => void}>} what its ready line says, on ports of its own */
async function startEverything() {
  const child = spawn(process.execPath, [join(root, 'sandbox/launcher/start.mjs'), '--json'], {
    cwd: root,
    env: { ...process.env, ...ports },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ready = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', () => reject(new Error('The sandbox ended before it was ready.')));
  });
  return { ready, end: () => child.kill('SIGTERM') };
}

/**
 * Runs everything for as long as `scene` takes.
 * @param {(stage: {ready: object, open: (look: object) => Promise<import('playwright-core').Page>}) => Promise<void>} scene
 *   `open` shows the chat: who looks, in which channel, and how large the window is, in CSS pixels
 */
export async function onStage(scene) {
  const { ready, end } = await startEverything();
  const browser = await chromium.launch({ executablePath: await findChromium(), args: BROWSER });
  const open = async ({ channel = 'ops', as = 'ann', width = 1280, height = 860 }) => {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
    await page.goto(`${ready.slack}/#/${channel}?as=${as}`);
    return page;
  };
  try {
    await scene({ ready, open });
  } finally {
    await browser.close();
    end();
  }
}

/** Types it into the chat as a person does. */
export async function type(page, text) {
  const composer = page.getByRole('textbox', { name: /^Message/ });
  await composer.fill(text);
  await composer.press('Enter');
}

/** Takes the picture without the notices and the pointer that lie over the chat. */
export async function takePicture(page, name) {
  const notice = page.getByRole('button', { name: /dismiss|close notice/i }).first();
  if (await notice.isVisible()) await notice.click();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(root, 'docs/images', `${name}.png`) });
}
