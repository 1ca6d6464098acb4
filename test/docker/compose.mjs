// `docker compose up`, and somebody in its chat.
import { strict as assert } from 'node:assert';
import { docker, freePorts, waitFor } from './engine.mjs';
import { VERSION } from './images.mjs';

/** How long an answer in the chat, or a deployment, may take on a slow machine. Milliseconds. */
const ANSWER_MS = 60_000;
const DEPLOYED_MS = 180_000;

/** The project of docker-compose.yml under a name and on ports of its own. */
export class Compose {
  #name;
  #env;

  /** @param {string} name @param {Record<string, string>} env */
  constructor(name, env) {
    this.#name = name;
    this.#env = env;
  }

  /** @param {string} name @param {string} revision @param {string} [profile] with its services too */
  static async on(name, revision, profile) {
    const [aws, slack, balancer] = await freePorts(3);
    return new Compose(name, {
      VERSION,
      REVISION: revision,
      ...(profile ? { COMPOSE_PROFILES: profile } : {}),
      SANDBOX_AWS_PORT: String(aws),
      SANDBOX_SLACK_PORT: String(slack),
      SANDBOX_LB_PORT: String(balancer),
    });
  }

  #run(words, how) {
    return docker(['compose', '--project-name', this.#name, ...words], { env: this.#env, ...how });
  }

  /** Resolves when Docker calls everything healthy, which is when it has to be usable. */
  async up() {
    try {
      await this.#run(['up', '--detach', '--wait', '--quiet-pull']);
    } catch (error) {
      throw new Error(`${error.message}\n${await this.#run(['logs', '--tail', '20'])}`, { cause: error });
    }
  }

  async down() {
    await this.#run(['down', '--volumes', '--remove-orphans'], { evenInterrupted: true });
  }

  /** Which services start when none is named. */
  async services() {
    return (await this.#run(['config', '--services'])).split('\n').toSorted();
  }

  /** The sandbox's world is a new one at each start, and so is what its bot remembers: it is on no disk. */
  async remembersNothing() {
    const container = await this.#run(['ps', '--quiet', 'bot']);
    assert.deepEqual(JSON.parse(await docker(['inspect', '--format', '{{json .Mounts}}', container])), []);
    assert.equal(await this.#run(['exec', 'bot', 'stat', '--file-system', '--format', '%T', '/data']), 'tmpfs');
    assert.equal(await this.#run(['exec', 'bot', 'stat', '--format', '%U %a', '/data']), 'node 700');
    assert.match(await this.#run(['exec', 'bot', 'ls', '/data']), /^chatops\.db$/m);
  }

  /** Kills the bot whose turn it is to follow a deployment. @returns {Promise<string>} its service */
  async killsFollower() {
    const query = "select bot from leases where name like 'deployment:%'";
    const words = [
      'exec',
      'replicas-db',
      'psql',
      '--username',
      'chatops',
      '--tuples-only',
      '--no-align',
      '--command',
      query,
    ];
    const follower = await waitFor(
      'a bot to follow the deployment',
      ANSWER_MS,
      async () => (await this.#run(words)) || undefined,
    );
    const services = ['bot', 'bot-2'];
    const logs = await Promise.all(services.map((service) => this.#run(['logs', service])));
    const service = services.find((_one, index) => logs[index].includes(`I am ${follower} among`));
    assert.ok(service, `No bot says that it is ${follower}.`);
    await this.#run(['kill', service]);
    return service;
  }

  /** What the load balancer answers, with 200. @param {string} path */
  async serves(path) {
    const response = await fetch(`http://127.0.0.1:${this.#env.SANDBOX_LB_PORT}${path}`);
    assert.equal(response.status, 200, `The load balancer answered ${response.status} to ${path}.`);
    return response.json();
  }

  /**
   * ann types `/ecs text` in #ops, and sees what is expected in one of the messages there.
   * @param {string} text
   * @param {RegExp} expected
   * @param {{ deadlineMs?: number, among?: (message: { ts: string, thread_ts?: string }) => boolean }} [where]
   */
  async asks(text, expected, { deadlineMs = ANSWER_MS, among = () => true } = {}) {
    const { outcome } = await this.#slack('/_sandbox/command', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'ann', channel: '#ops', text }),
    });
    assert.equal(outcome, 'acked', `/ecs ${text}: ${outcome}`);
    let shown = '';
    const look = async () => {
      const { messages } = await this.#slack('/_sandbox/screen?user=ann&channel=%23ops');
      shown = messages.map(({ plain }) => plain).join('\n---\n');
      return messages.filter(among).some(({ plain }) => expected.test(plain)) || undefined;
    };
    await waitFor(`${expected} after /ecs ${text}`, deadlineMs, look).catch((error) => {
      throw new Error(`${error.message}\nOn the screen:\n${shown}`, { cause: error });
    });
  }

  /**
   * ann deploys, which needs her id among the operators; resolves when she was told how it ended.
   * @param {string} image @param {() => Promise<unknown>} [meanwhile] done while it goes on
   */
  async deploys(image, meanwhile = async () => {}) {
    // How a deployment ended is a reply in its thread.
    const among = ({ ts, thread_ts }) => thread_ts !== undefined && thread_ts !== ts;
    const asked = this.asks(`image primes-api ${image}`, new RegExp(image), { deadlineMs: DEPLOYED_MS, among });
    await Promise.all([asked, meanwhile()]);
    assert.equal((await this.serves('/health')).version, image);
  }

  async #slack(path, request) {
    const response = await fetch(`http://127.0.0.1:${this.#env.SANDBOX_SLACK_PORT}${path}`, request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
