// `npm run screenshot`: starts everything, plays a little scene and takes the README's picture of it.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/chromium.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ports = { SANDBOX_AWS_PORT: '0', SANDBOX_SLACK_PORT: '0', SANDBOX_LB_PORT: '0', PORT: '0' };

const child = spawn(process.execPath, [join(root, 'sandbox/launcher/start.mjs'), '--json'], {
  cwd: root,
  env: { ...process.env, ...ports },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ready = await new Promise((resolve, reject) => {
  createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
  child.once('exit', () => reject(new Error('The sandbox ended before it was ready.')));
});

const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 2 });
  await page.goto(`${ready.slack}/#/ops?as=ann`);
  const composer = page.getByRole('textbox', { name: 'Message #ops' });
  const type = async (text) => {
    await composer.fill(text);
    await composer.press('Enter');
  };
  await type('/ecs status primes-api');
  await page.getByText('2 of 2 running').first().waitFor();
  await type('/ecs image primes-api 1.1.0');
  await page
    .getByText(/1 reply/)
    .first()
    .waitFor({ timeout: 120_000 });
  const notice = page.getByRole('button', { name: /dismiss|close/i }).first();
  if (await notice.isVisible()) await notice.click();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(root, 'docs/images/chat.png') });
} finally {
  await browser.close();
  child.kill('SIGTERM');
}
