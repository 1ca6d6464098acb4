import { ConfigurationError, readSettings } from './read-settings';

const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

function refusal(variables: Record<string, string>): string {
  try {
    readSettings(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

test('two tokens are enough', () => {
  expect(readSettings(tokens)).toMatchObject({
    COMMAND: '/ecs',
    POLL_SECONDS: 15,
    EPISODE_QUIET_SECONDS: 300,
    OPERATORS: [],
  });
});

test('a missing token is named, with where to get it, and each of two', () => {
  expect(refusal({})).toMatch(
    /^SLACK_BOT_TOKEN is not set\. .*OAuth & Permissions.*\nSLACK_APP_TOKEN is not set\. .*App-Level Tokens/,
  );
  expect(refusal({ ...tokens, SLACK_BOT_TOKEN: '' })).toContain('SLACK_BOT_TOKEN is not set.');
});

test('a wrong token, number or name is refused, not guessed', () => {
  expect(refusal({ ...tokens, SLACK_BOT_TOKEN: 'xoxp-1' })).toContain('SLACK_BOT_TOKEN cannot be used');
  expect(refusal({ ...tokens, POLL_SECONDS: 'often' })).toContain('POLL_SECONDS cannot be used');
  expect(refusal({ ...tokens, COMMAND: 'ecs' })).toContain('COMMAND cannot be used');
});

test('lists are split at commas and spaces', () => {
  expect(readSettings({ ...tokens, OPERATORS: 'U1, U2 U3' }).OPERATORS).toEqual(['U1', 'U2', 'U3']);
});

test('channels of services are read in each of their forms, and what is none is named', () => {
  const any = { environment: '*', cluster: '*' };
  expect(readSettings(tokens)).toMatchObject({ SERVICE_CHANNELS: [], DEPLOYER_TAGS: ['deployed-by', 'DeployedBy'] });
  const SERVICE_CHANNELS = 'primes-api=#deploys, batch-*=C0OPS prod:web/api=#web,*=#rest';
  expect(readSettings({ ...tokens, SERVICE_CHANNELS }).SERVICE_CHANNELS).toEqual([
    { ...any, service: 'primes-api', channel: '#deploys' },
    { ...any, service: 'batch-*', channel: 'C0OPS' },
    { environment: 'prod', cluster: 'web', service: 'api', channel: '#web' },
    { ...any, service: '*', channel: '#rest' },
  ]);
  for (const wrong of ['#deploys', 'primes-api=', '=#deploys', 'a/b/c=#x', 'a=#b=#c', 'primes-api=##x'])
    expect(refusal({ ...tokens, SERVICE_CHANNELS: `api=#x,${wrong}` })).toContain(
      `SERVICE_CHANNELS cannot be used: "${wrong}" is not a service, =, and a channel`,
    );
});

test('environments are JSON, and a slip in them is named by its place', () => {
  const ENVIRONMENTS = JSON.stringify([{ name: 'prod', region: 'eu-west-1', protected: true }]);
  expect(readSettings({ ...tokens, ENVIRONMENTS }).ENVIRONMENTS).toEqual([
    { name: 'prod', region: 'eu-west-1', protected: true, clusters: [] },
  ]);
  expect(refusal({ ...tokens, ENVIRONMENTS: '{' })).toContain('ENVIRONMENTS cannot be used: is not JSON');
  expect(refusal({ ...tokens, ENVIRONMENTS: '[{"name":"prod"}]' })).toContain('(at 0.region)');
});

test('production refuses another AWS or Slack unless told', () => {
  const overridden = { ...tokens, NODE_ENV: 'production', AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
  expect(refusal(overridden)).toContain('AWS_ENDPOINT_URL must not be set in production');
  expect(readSettings({ ...overridden, ALLOW_ENDPOINT_OVERRIDE: '1' }).AWS_ENDPOINT_URL).toBe('http://127.0.0.1:4566');
  expect(readSettings({ ...overridden, NODE_ENV: 'development' }).AWS_ENDPOINT_URL).toBeDefined();
});

test("the database's password may come by itself, and is put into its URL whatever is in it", () => {
  const DATABASE_URL = 'postgres://chatops@db:5432/chatops?sslmode=verify-full';
  const settings = readSettings({ ...tokens, DATABASE_URL, DATABASE_PASSWORD: 'p@:/%?ss' });
  const { password, host, search } = new URL(settings.DATABASE_URL!);
  expect([decodeURIComponent(password), host, search]).toEqual(['p@:/%?ss', 'db:5432', '?sslmode=verify-full']);
  expect(refusal({ ...tokens, DATABASE_PASSWORD: 's' })).toContain('DATABASE_URL is not.');
  const both = { DATABASE_URL: 'postgres://chatops:old@db/chatops', DATABASE_PASSWORD: 'new' };
  expect(readSettings({ ...tokens, ...both }).DATABASE_URL).toBe('postgres://chatops:new@db/chatops');
});
