import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { Stack } from './harness/stack';

let stack: Stack;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [stack, browser] = await Promise.all([Stack.start(), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  await page.goto(`${stack.ready.slack}/#/ops?as=ann`);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

const type = async (text: string) => {
  const composer = page.getByRole('textbox', { name: 'Message #ops' });
  await composer.fill(text);
  await composer.press('Enter');
};
const log = () => page.getByRole('log');

test('somebody types /ecs status into the page and sees the answer', async () => {
  await type('/ecs status primes-api');
  await log().getByText('2 of 2 running').first().waitFor();
  expect(await log().getByText('Only visible to you').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('a button can be clicked, and what it changes appears without a reload', async () => {
  await type('/ecs scale primes-api 3');
  await page.getByRole('button', { name: /3-10/ }).first().click();
  const confirm = page.getByRole('dialog').getByRole('button').last();
  if (await confirm.isVisible().catch(() => false)) await confirm.click();
  await log().getByText(/3-10/).first().waitFor();
  expect(complaints).toEqual([]);
});

test('another person does not see what was said to ann alone', async () => {
  await page.getByLabel('Acting as').click();
  await page.getByRole('option', { name: /ben/i }).click();
  await log().getByText(/3-10/).first().waitFor();
  expect(await log().getByText('Only visible to you').count()).toBe(0);
});

test('on a phone the composer is there and nothing is cut off', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('textbox', { name: 'Message #ops' }).waitFor();
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow).toBe(0);
});
