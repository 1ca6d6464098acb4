// `npm run image -- push`, as a person types it.
import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { command, docker } from './engine.mjs';
import { digestAt } from './registry.mjs';

export const REPOSITORY = 'ecs-chatops-test/primes-api';
const TAG = '1.2.3-test';

/** `npm run image -- push`, with what it may leave behind under watch. */
export class Push {
  #folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-test-push-'));
  #platform;
  #names = new Set();

  /** @param {string} platform that the engine runs without emulation */
  constructor(platform) {
    this.#platform = platform;
  }

  static async here() {
    return new Push(await docker(['version', '--format', '{{.Server.Os}}/{{.Server.Arch}}']));
  }

  /** @param {string} registry `host:port` @param {string} revision the commit, or `unknown` */
  async toRegistry(registry, revision) {
    const uri = `${registry}/${REPOSITORY}`;
    await this.#holds(await this.#push(['--registry', uri], {}), { uri, registry, revision });
  }

  /**
   * Pushes to what ECR's API names, logged in with the password that it gives.
   * @param {import('./ecr.mjs').Ecr} ecr @param {string} registry behind it @param {string} revision
   */
  async toEcr(ecr, registry, revision) {
    const keychain = this.#keychain();
    const temporary = join(this.#folder, 'tmp');
    mkdirSync(temporary);
    const before = personsConfig();
    const env = { ...accountAt(ecr.address), TMPDIR: temporary, PATH: `${keychain}${delimiter}${process.env.PATH}` };
    const printed = await this.#push([], env);
    await this.#holds(printed, { uri: `${ecr.address}/${REPOSITORY}`, registry, revision });
    assert.deepEqual(readdirSync(keychain), ['docker-credential-secretservice'], 'The keychain was asked.');
    assert.deepEqual(readdirSync(temporary), [], 'A folder with a password was left behind.');
    assert.equal(personsConfig(), before, "The person's Docker configuration was changed.");
  }

  /** Without the password nothing gets in: so the person was never logged in. @param {import('./ecr.mjs').Ecr} ecr */
  async isRefusedBy(ecr) {
    const refused = this.#push(['--registry', `${ecr.address}/${REPOSITORY}`], {});
    await assert.rejects(refused, /was not pushed[^]*Nothing was pushed\. .*docker login/);
  }

  /** What is tried again without `--yes` changes nothing, and says what it would move. @param {string} registry */
  async asksFirst(registry) {
    const words = ['--registry', `${registry}/${REPOSITORY}`, '--tag', TAG];
    await assert.rejects(image(words), /1\.2\.3-test +is moved from sha256:[^]*Nothing was changed/);
  }

  async end() {
    rmSync(this.#folder, { recursive: true, force: true });
    await docker(['image', 'rm', ...this.#names], { evenInterrupted: true });
  }

  #push(words, env) {
    return image([...words, '--tag', TAG, '--platform', this.#platform, '--yes'], env);
  }

  /** What was printed is what is in the registry. */
  async #holds(printed, { uri, registry, revision }) {
    const [, pushed = '', digest] = /^Pushed +(.+)\nDigest +(sha256:[0-9a-f]{64})$/m.exec(printed) ?? [];
    const tags = pushed.replace(`${uri}: `, '').split(', ');
    for (const tag of tags) this.#names.add(`${uri}:${tag}`);
    const commit = new RegExp(`^${revision.slice(0, 7)}[0-9a-f]*(-dirty)?$`);
    assert.deepEqual(
      tags.map((tag) => (commit.test(tag) ? 'the commit' : tag)),
      revision === 'unknown' ? [TAG, 'latest'] : [TAG, 'the commit', 'latest'],
    );
    for (const tag of tags) assert.equal(await digestAt(registry, REPOSITORY, tag), digest, `${tag} is another image.`);
    assert.match(printed, /^To deploy it, type in Slack: \/ecs image primes-api 1\.2\.3-test$/m);
    const named = `${registry}/${REPOSITORY}@${digest}`;
    this.#names.add(named);
    await docker(['pull', '--quiet', named]);
  }

  /** A folder with a keychain for Docker that leaves a mark when it is asked. */
  #keychain() {
    const folder = join(this.#folder, 'keychain');
    mkdirSync(folder);
    const program = join(folder, 'docker-credential-secretservice');
    writeFileSync(program, `#!/bin/sh\ntouch '${join(folder, 'asked')}'\nexit 1\n`, { mode: 0o755 });
    return folder;
  }
}

const image = (words, env) => command('npm', ['run', '-s', 'image', '--', 'push', ...words], { env });

/** AWS at an address, and nothing of the person's own. */
function accountAt(address) {
  const own = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: `http://${address}`,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

function personsConfig() {
  const file = join(process.env.DOCKER_CONFIG || join(homedir(), '.docker'), 'config.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
