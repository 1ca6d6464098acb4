import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Ended, How, Run } from './command';
import type { Plan } from './plan';
import { pushedText, pushImage } from './push-image';
import type { Login, Repository } from './repository';

const URI = '123456789012.dkr.ecr.us-west-2.amazonaws.com/primes-api';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const LOGIN = { username: 'AWS', password: 'secret' };
const PLAN: Plan = {
  app: 'primes-api',
  platform: 'linux/amd64',
  tag: '1.2.3',
  revision: 'abc',
  repository: URI,
  tags: [
    { name: '1.2.3', fate: 'new' },
    { name: '6ea07c7', fate: 'stays' },
    { name: 'latest', fate: 'moves' },
  ],
};

const ended = (exitCode: number, ...lines: string[]): Ended => ({ exitCode, lines, stdout: lines.join('\n') });

/** A Docker that remembers what it was asked, and does what it is told for the words' beginning. */
class Docker {
  readonly asked: { words: string; how: How; config?: string }[] = [];

  constructor(private readonly answers: Record<string, Ended> = {}) {}

  readonly run: Run = async (_program, words, how = {}) => {
    const folder = how.env?.DOCKER_CONFIG;
    const config = folder && readFileSync(join(folder, 'config.json'), 'utf8');
    this.asked.push({ words: words.join(' '), how, config });
    const known = Object.keys(this.answers).find((beginning) => words.join(' ').startsWith(beginning));
    if (known) return this.answers[known] ?? ended(1);
    return words[0] === 'push' ? ended(0, `${words[1]}: digest: ${DIGEST} size: 1575`) : ended(0);
  };
}

function repository(login?: Login): Repository {
  const nothing = () => Promise.resolve(new Map());
  return { uri: URI, existing: nothing, mayMove: () => true, ifRefused: 'Ask.', login: async () => login };
}

const pushing = (docker: Docker, login?: Login) =>
  pushImage(PLAN, repository(login), { run: docker.run, say: () => {} });

it('builds once and pushes every tag but those that stay', async () => {
  const docker = new Docker();
  const pushed = await pushing(docker);
  expect(pushed).toEqual({ repository: URI, tag: '1.2.3', tags: ['1.2.3', 'latest'], digest: DIGEST });
  expect(docker.asked.map(({ words }) => words)).toEqual([
    expect.stringMatching(/^buildx build --file primes-api\/Dockerfile .*VERSION=1\.2\.3 .*REVISION=abc /),
    `push ${URI}:1.2.3`,
    `push ${URI}:latest`,
  ]);
  expect(pushedText({ app: 'primes-api' }, pushed)).toContain('/ecs image primes-api 1.2.3');
  expect(pushedText({ app: 'bot' }, pushed)).toContain('up bot --image 1.2.3\n');
  expect(pushedText({ app: 'bot', registry: URI }, pushed)).toContain(`up bot --image ${URI}:1.2.3\n`);
});

it('gives the password to nothing but the input of docker login, and leaves no folder behind', async () => {
  const docker = new Docker();
  await pushing(docker, LOGIN);
  const [, login, push] = docker.asked;
  expect(login).toMatchObject({
    words: `login --username AWS --password-stdin ${URI.split('/')[0]}`,
    how: { input: 'secret' },
  });
  expect(docker.asked.map(({ words }) => words).join()).not.toContain('secret');
  const folder = login?.how.env?.DOCKER_CONFIG ?? '';
  expect(push?.how.env?.DOCKER_CONFIG).toBe(folder);
  // Without an entry for a registry Docker would pick the machine's keychain.
  expect(JSON.parse(login?.config ?? '')).toHaveProperty(['auths', URI.split('/')[0]]);
  expect(existsSync(folder)).toBe(false);
});

it('leaves no folder behind when the registry does not take the password', async () => {
  const docker = new Docker({ login: ended(1, 'Error response from daemon: 401 Unauthorized') });
  await expect(pushing(docker, LOGIN)).rejects.toThrow('401 Unauthorized');
  expect(docker.asked.at(-1)?.words).toMatch(/^login/);
  expect(statSync(docker.asked.at(-1)?.how.env?.DOCKER_CONFIG ?? '', { throwIfNoEntry: false })).toBeUndefined();
});

it('says which tags were pushed when a later one is refused', async () => {
  const docker = new Docker({ [`push ${URI}:latest`]: ended(1, 'denied: requires ecr:PutImage') });
  const refused = pushing(docker);
  await expect(refused).rejects.toThrow('latest was not pushed; Docker says: denied: requires ecr:PutImage');
  await expect(refused).rejects.toThrow(`Pushed were ${URI}:1.2.3. Ask.`);
});

it('shows the end of a build that failed, and pushes nothing', async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`);
  const docker = new Docker({ buildx: ended(1, ...lines) });
  const refused = pushing(docker);
  await expect(refused).rejects.toThrow('line 39');
  await expect(refused).rejects.not.toThrow('line 1\n');
  expect(docker.asked).toHaveLength(1);
});
