import { chromium, type Browser } from 'playwright-core';

/** Switches that keep Chromium from asking the internet for anything, and let it run as root in a container. */
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium: the one that `npm test` found, or the one on the path.
 * @param switches of its command line, beside those that every test needs
 */
export const openBrowser = (...switches: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: [...SWITCHES, ...switches] });
