import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { SystemClock } from '../../kernel/clock';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { BalancerHarness, until } from './spec/balancer-harness';

describe('the balancer', () => {
  let harness: BalancerHarness;
  beforeEach(async () => (harness = await new BalancerHarness().build()));
  afterEach(() => harness.close());

  it('passes method, body, status and headers through, adds its own, and drops what concerns one connection', async () => {
    let seen: IncomingMessage['headers'] = {};
    await harness.target('10.0.1.1', (incoming, response) => {
      seen = incoming.headers;
      response.writeHead(201, 'Made', { 'X-Answer': 'yes', 'Keep-Alive': 'timeout=1' });
      incoming.pipe(response);
    });
    const answer = await fetch(`${harness.url}/primes/7?x=1`, {
      method: 'POST',
      body: 'hello',
      headers: { 'X-Forwarded-For': '1.2.3.4', 'X-Amzn-Trace-Id': 'Root=1-2-3' },
    });
    expect([answer.status, answer.statusText, answer.headers.get('x-answer'), await answer.text()]).toEqual([
      201,
      'Made',
      'yes',
      'hello',
    ]);
    expect(answer.headers.get('keep-alive')).not.toBe('timeout=1');
    expect(seen).toMatchObject({
      'x-forwarded-for': '1.2.3.4, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
    });
    expect(seen['x-amzn-trace-id']).toMatch(/^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-2-3$/);
    expect(seen.host).toBe(new URL(harness.url).host);
  });

  it('answers 503 without targets and 502 where nothing listens, in ELB’s HTML', async () => {
    const none = await fetch(harness.url);
    expect([none.status, none.headers.get('server')]).toEqual([503, 'awselb/2.0']);
    expect(await none.text()).toContain('<center><h1>503 Service Temporarily Unavailable</h1></center>');
    await harness.target('10.0.1.1', (_incoming, response) => response.end('hi'));
    harness.servers.get('10.0.1.1')?.closeAllConnections();
    const dead = new URL(harness.url);
    harness.servers.get('10.0.1.1')?.close();
    expect((await fetch(dead)).status).toBe(502);
  });

  it('keeps strangers from its targets, and says why', async () => {
    let asked = 0;
    await harness.target('10.0.1.1', (_incoming, response) => {
      asked += 1;
      response.end('hi');
    });
    const foreign = await fetch(harness.url, { headers: { origin: 'http://evil.example' } });
    expect([foreign.status, foreign.headers.get('server')]).toEqual([403, 'awselb/2.0']);
    expect(await foreign.text()).toContain('the page http://evil.example asks');
    const rebound = await new Promise<number | undefined>((resolve) =>
      request(harness.url, { headers: { host: 'evil.example' } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).end(),
    );
    expect(rebound).toBe(403);
    expect(asked).toBe(0);
    expect((await fetch(harness.url)).status).toBe(200);
  });

  it('answers 502 to what is no HTTP status', async () => {
    await harness.target('10.0.1.1', (incoming) => void incoming.socket.end('HTTP/1.1 000 None\r\n\r\n'));
    expect((await fetch(harness.url)).status).toBe(502);
  });

  it('answers 502 when the target breaks off before it answered, and takes a client that hangs up to the target', async () => {
    let closed = false;
    await harness.target('10.0.1.1', (incoming, response) => {
      if (incoming.url === '/break') incoming.socket.destroy();
      response.once('close', () => (closed = incoming.url === '/slow'));
    });
    expect((await fetch(`${harness.url}/break`)).status).toBe(502);
    const client = request(`${harness.url}/slow`).on('error', () => {});
    client.end();
    client.once('socket', (socket) => socket.once('connect', () => setImmediate(() => client.destroy())));
    await until(() => closed);
  });

  it('sends nothing new to a target from the moment it is deregistered, and lets what is under way finish', async () => {
    let finish = (): void => {};
    const served = new Map<string, number>();
    const serve = (id: string) =>
      harness.target(id, (incoming, response) => {
        served.set(id, (served.get(id) ?? 0) + 1);
        if (incoming.url === '/long') finish = () => void response.end(id);
        else response.end(id);
      });
    await serve('10.0.1.1');
    const long = fetch(`${harness.url}/long`).then((answer) => answer.text());
    await until(() => served.get('10.0.1.1') === 1);
    await serve('10.0.1.2');
    harness.region.deregister(harness.group, { id: '10.0.1.1', port: 80 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(harness.url).then((answer) => answer.text())),
    );
    expect(new Set(answers)).toEqual(new Set(['10.0.1.2']));
    finish();
    expect(await long).toBe('10.0.1.1');
    expect(harness.region.health(harness.group, { id: '10.0.1.1', port: 80 })?.state).toBe('draining');
    await until(() => harness.region.health(harness.group, { id: '10.0.1.1', port: 80 }) === undefined);
  });

  it('names the port and SANDBOX_LB_PORT when its port is taken', async () => {
    const second = new BalancerHarness(new SystemClock(), Number(new URL(harness.url).port));
    await expect(second.build()).rejects.toThrow(/port is taken.*SANDBOX_LB_PORT/);
    await second.close();
  });

  it('frees its port when it is closed', async () => {
    const { port } = new URL(harness.url);
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) =>
      request(harness.url, { agent }, (answer) => answer.resume().once('end', resolve)).end(),
    );
    await harness.region.close();
    const error = await new Promise<NodeJS.ErrnoException>((resolve) =>
      connect({ port: Number(port), host: '127.0.0.1' }).once('error', resolve),
    );
    agent.destroy();
    expect(error.code).toBe('ECONNREFUSED');
  });
});

describe('the balancer’s metrics', () => {
  it('count what was answered each minute, for the load balancer and for the target group', async () => {
    const clock = new ManualClock();
    const harness = new BalancerHarness(clock);
    const advancing = setInterval(() => void clock.advance(0), 1);
    await harness.build();
    await harness.target('10.0.1.1', (incoming, response) => {
      response.statusCode = incoming.url === '/missing' ? 404 : 200;
      response.end();
    });
    for (const path of ['/', '/', '/missing']) await (await fetch(harness.url + path)).text();
    clearInterval(advancing);
    await clock.advance(600);
    const path = harness.balancer.split(':loadbalancer/')[1];
    const sums = Object.fromEntries(
      harness.data
        .filter(
          ({ dimensions }) =>
            dimensions['LoadBalancer'] === path && dimensions['TargetGroup']?.startsWith('targetgroup/primes/'),
        )
        .map(({ metricName, sum }) => [metricName, sum]),
    );
    await harness.close();
    expect(sums).toMatchObject({
      RequestCount: 3,
      RequestCountPerTarget: 3,
      HTTPCode_Target_2XX_Count: 2,
      HTTPCode_Target_4XX_Count: 1,
      HealthyHostCount: 1,
      UnHealthyHostCount: 0,
    });
    expect(harness.data.every(({ at, namespace }) => at % 600 === 0 && namespace === 'AWS/ApplicationELB')).toBe(true);
  });
});
