import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config';
import { VERSION } from './version';

it('needs nothing', () => {
  expect(readConfig({ PORT: '' })).toEqual({ port: 80, host: '0.0.0.0', version: VERSION, metadataUri: undefined });
});

it('takes what it is told', () => {
  const env = {
    PORT: '0',
    HOST: '::1',
    APP_VERSION: '1.1.0',
    ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/x/',
  };
  expect(readConfig(env)).toEqual({ port: 0, host: '::1', version: '1.1.0', metadataUri: 'http://169.254.170.2/v4/x' });
});

it.each([
  ['PORT', '65536'],
  ['PORT', '80a'],
  ['PORT', '-1'],
  ['ECS_CONTAINER_METADATA_URI_V4', 'metadata'],
  ['ECS_CONTAINER_METADATA_URI_V4', 'file:///etc/passwd'],
])('names %s when it is %s', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ [name]: value })).toThrow(`${name} is "${value}"`);
});

it("knows the package's version", () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  expect(VERSION).toBe(version);
});
