import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from './settings';

test('names are separated by commas or spaces, and one that is none is refused with its variable', () => {
  expect(readSettings({}).SANDBOX_HOSTS).toEqual([]);
  expect(readSettings({ SANDBOX_HOSTS: 'sandbox, chat.internal:4577  [fd00::1]' }).SANDBOX_HOSTS).toEqual([
    'sandbox',
    'chat.internal:4577',
    '[fd00::1]',
  ]);
  expect(() => readSettings({ SANDBOX_HOSTS: 'http://sandbox' })).toThrow(/SANDBOX_HOSTS cannot be used: give names/);
});

test('docker compose tells the sandbox by which name the bot calls it', () => {
  const compose = readFileSync(join(__dirname, '..', '..', 'docker-compose.yml'), 'utf8');
  const [, names = ''] = /SANDBOX_HOSTS: (.+)/.exec(compose) ?? [];
  const called = [...compose.matchAll(/^ +(?:AWS_ENDPOINT_URL|SLACK_API_URL): http:\/\/([^:]+):/gm)].map(
    ([, name]) => name,
  );
  expect(called).toHaveLength(2);
  for (const name of called) expect(readSettings({ SANDBOX_HOSTS: names }).SANDBOX_HOSTS).toContain(name);
});
