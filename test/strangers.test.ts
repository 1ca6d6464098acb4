import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './harness/browser';
import { Stack } from './harness/stack';

/** A name that a stranger owns and has pointed at this machine. */
const EVIL = 'evil.example';

let stack: Stack;
let browser: Browser;
let page: Page;
let site: Server;
let siteUrl: string;
/** What our ports answered the page, by address. */
let answered: { url: string; status: number }[];

beforeAll(async () => {
  site = createServer((_request, response) => response.end('<!doctype html><title>a page like any other</title>'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://${EVIL}:${(site.address() as AddressInfo).port}`;
  [stack, browser] = await Promise.all([
    Stack.start({ SANDBOX_HOSTS: 'sandbox' }),
    openBrowser(`--host-resolver-rules=MAP ${EVIL} 127.0.0.1`),
  ]);
});
beforeEach(async () => {
  page = await browser.newPage();
  answered = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(siteUrl)) answered.push({ url: response.url(), status: response.status() });
  });
});
afterEach(() => page.close());
afterAll(async () => {
  site.close();
  await browser.close();
  await stack.stop();
});

/** The same port under the stranger's name. */
const rebound = (url: string): string => `http://${EVIL}:${new URL(url).port}`;

/** Runs an async function's body in the page, with `urls` to attack. */
const inPage = <T>(body: string): Promise<T> => {
  const { aws, slack, loadBalancer, bot } = stack.ready;
  const urls = JSON.stringify({ aws, slack, loadBalancer, bot });
  return page.evaluate(`(async () => { const urls = ${urls}; ${body} })()`);
};

/** A body of a task definition whose command would be a program of this machine. */
const REGISTER = {
  Action: 'RegisterTaskDefinition',
  Version: '2014-11-13',
  family: 'csrf',
  'containerDefinitions.member.1.name': 'x',
  'containerDefinitions.member.1.image': '000000000000.dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0',
};

interface Call {
  method?: string;
  args?: { text?: string };
  userAgent?: string;
}

/** Nothing of what the page tried was carried out, and nothing was answered but refusals. */
async function expectNothingHappened(): Promise<void> {
  const callsOf = async (url: string) => (await (await fetch(`${url}/_sandbox/calls`)).json()) as Call[];
  expect((await callsOf(stack.ready.aws)).filter(({ userAgent }) => userAgent?.includes('Mozilla'))).toEqual([]);
  expect((await callsOf(stack.ready.slack)).filter((call) => JSON.stringify(call).includes('csrf'))).toEqual([]);
  const { messages } = await stack.person('ann').screen();
  expect(messages.map(({ plain }) => plain)).toEqual([]);
  expect(answered.length).toBeGreaterThan(0);
  expect(answered.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
}

test('a page of another origin calls nothing, whatever a page can send without asking first', async () => {
  await page.goto(siteUrl);
  const sent = await inPage<number>(`
    const register = new URLSearchParams(${JSON.stringify(REGISTER)});
    const json = (value) => new Blob([JSON.stringify(value)], { type: 'text/plain' });
    const post = (url, body) => ({ url, method: 'POST', body });
    const command = { user: 'ann', channel: '#ops', text: 'scale primes-api 5 csrf' };
    const posted = new URLSearchParams({ token: 'xoxb-sandbox', channel: '#ops', text: 'csrf' });
    const attacks = [
      post(urls.aws, register),
      post(urls.aws, new URLSearchParams({ Action: 'CreateStack', Version: '2010-05-15', StackName: 'csrf' })),
      post(urls.aws + '/service/AmazonEC2ContainerServiceV20141113/operation/RunTask'),
      post(urls.aws + '/_sandbox/faults', json({ kind: 'drop' })),
      post(urls.aws + '/_sandbox/reset'),
      post(urls.slack + '/_sandbox/command', json(command)),
      post(urls.slack + '/_sandbox/command?' + new URLSearchParams(command)),
      post(urls.slack + '/api/chat.postMessage', posted),
      post(urls.slack + '/_sandbox/reset'),
      { url: urls.slack + '/api/chat.postMessage?' + posted },
      { url: urls.aws + '/?' + register },
      { url: urls.aws + '/_sandbox/calls' },
      { url: urls.slack + '/_sandbox/screen?user=ann&channel=%23ops' },
      { url: urls.slack + '/' },
      { url: urls.loadBalancer + '/primes/1000' },
      { url: urls.bot + '/metrics' },
      { url: urls.bot + '/nothing' },
    ];
    for (const { url, ...how } of attacks) await fetch(url, { mode: 'no-cors', ...how });
    return attacks.length;
  `);
  expect(answered).toHaveLength(sent);
  await expectNothingHappened();
});

test('nor by forms, pictures, scripts and links', async () => {
  await page.goto(siteUrl);
  await inPage(`
    const loaded = (element) => new Promise((resolve) => { element.onload = element.onerror = resolve; });
    for (const [tag, url] of [['img', urls.aws + '/?Action=DeleteStack&StackName=csrf'], ['script', urls.bot + '/metrics']]) {
      const element = Object.assign(document.createElement(tag), { src: url });
      document.body.append(element);
      await loaded(element);
    }
    const frame = Object.assign(document.createElement('iframe'), { name: 'answer' });
    document.body.append(frame);
    for (const [action, fields] of [
      [urls.aws, ${JSON.stringify(REGISTER)}],
      [urls.slack + '/api/chat.postMessage', { token: 'xoxb-sandbox', channel: '#ops', text: 'csrf' }],
      [urls.slack + '/_sandbox/reset', {}],
    ]) {
      const form = Object.assign(document.createElement('form'), { action, method: 'post', target: 'answer' });
      for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(form);
      form.submit();
      await loaded(frame);
    }
  `);
  // Of what it embeds as a script, Chromium tells nothing.
  expect(answered).toHaveLength(4);
  await page.evaluate(`location.href = ${JSON.stringify(`${stack.ready.aws}/?Action=CreateStack&StackName=csrf`)}`);
  await page.waitForURL(`${stack.ready.aws}/**`);
  await expectNothingHappened();
});

test('it reads nothing and listens to nothing, and the chat page stands in no frame of its', async () => {
  const { slack, tokens } = stack.ready;
  const headers = { authorization: `Bearer ${tokens.app}` };
  const opened = await fetch(`${slack}/api/apps.connections.open`, { method: 'POST', headers });
  const { url: socket } = (await opened.json()) as { url: string };
  await page.goto(siteUrl);
  const heard = await inPage<string[]>(`
    const heard = [];
    const read = (url) => fetch(url).then(async (answer) => heard.push(url + ' ' + (await answer.text())), () => {});
    await read(urls.slack + '/_sandbox/screen?user=ann&channel=%23ops');
    await read(urls.aws + '/_sandbox/calls');
    await read(urls.bot + '/health/ready');
    const over = (source) => new Promise((resolve) => {
      source.onopen = () => { heard.push(source.url); resolve(); };
      source.onerror = resolve;
    });
    await over(new EventSource(urls.slack + '/_sandbox/stream'));
    for (const url of [${JSON.stringify(socket)}, urls.slack.replace('http', 'ws') + '//']) await over(new WebSocket(url));
    const frame = Object.assign(document.createElement('iframe'), { src: urls.slack + '/' });
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve; });
    return heard;
  `);
  expect(heard).toEqual([]);
  expect(await page.frames().at(-1)!.getByRole('textbox').count()).toBe(0);
  await expectNothingHappened();
});

test('a name that was made to mean this machine calls and reads nothing, on any port', async () => {
  for (const [url, path] of [
    [stack.ready.aws, '/_sandbox/calls'],
    [stack.ready.slack, '/_sandbox/screen?user=ann&channel=%23ops'],
    [stack.ready.loadBalancer, '/primes/1000'],
    [stack.ready.bot, '/metrics'],
  ] as const) {
    await page.goto(rebound(url));
    const target = 'AmazonEC2ContainerServiceV20141113.ListClusters';
    const command = JSON.stringify({ user: 'ann', channel: '#ops', text: 'scale primes-api 5 csrf' });
    const statuses = await page.evaluate(`(async () => {
      const json = { 'content-type': 'application/json' };
      const answers = [
        await fetch(${JSON.stringify(path)}),
        await fetch('/', { method: 'POST', headers: { 'x-amz-target': '${target}' }, body: '{}' }),
        await fetch('/_sandbox/command', { method: 'POST', headers: json, body: ${JSON.stringify(command)} }),
      ];
      return answers.map(({ status }) => status);
    })()`);
    expect({ url, statuses }).toEqual({ url, statuses: [403, 403, 403] });
  }
  await expectNothingHappened();
});

test('a program is let in by loopback and by a configured name, as a container has it', async () => {
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) =>
      request(`${stack.ready.aws}/_sandbox/calls`, { headers: { host } }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end(),
    );
  for (const host of ['sandbox:4566', 'SANDBOX', 'localhost', '[::1]:4566'])
    expect([host, await status(host)]).toEqual([host, 200]);
  for (const host of ['sandbox.evil.example', EVIL]) expect([host, await status(host)]).toEqual([host, 403]);
});

test('the chat page itself works, and its browser has nothing to complain of', async () => {
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${stack.ready.slack}/#/ops?as=ann`);
  const composer = page.getByRole('textbox', { name: 'Message #ops' });
  await composer.fill('/ecs status primes-api');
  await composer.press('Enter');
  await page.getByRole('log').getByText('2 of 2 running').first().waitFor();
  await page.getByLabel('Acting as').click();
  await page.getByRole('option', { name: /ben/i }).click();
  await page.waitForURL(/as=ben/);
  expect(complaints).toEqual([]);
});
