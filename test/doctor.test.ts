/** @long It starts a stack for each thing that the doctor is to find. */
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Stack } from './harness/stack';

let stack: Stack;
// Its calls are left out of those that show which permissions the bot needs: the doctor tries all there are.
beforeAll(async () => (stack = await Stack.start({ SANDBOX_CALLS_FILE: '' })));
afterAll(() => stack.stop());
afterEach(async () => {
  await lever(stack.ready.aws, 'faults', 'DELETE');
  await lever(stack.ready.slack, 'faults', 'DELETE');
  await lever(stack.ready.slack, 'scopes', 'DELETE');
});

const ROOT = join(__dirname, '..');

interface Run {
  code: number;
  out: string;
  errors: string;
}

/** Runs a program of the project to its end. */
const run = (words: string[], variables: Record<string, string>): Promise<Run> =>
  new Promise((resolve) => {
    const { PATH = '', HOME = '' } = process.env;
    execFile(process.execPath, words, { cwd: ROOT, env: { PATH, HOME, ...variables } }, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, out, errors }),
    );
  });

/** The doctor as it is run where the bot runs, with its settings in the environment. */
const doctor = (variables: Record<string, string> = {}, ...words: string[]): Promise<Run> =>
  run(['dist/bot/src/cli/run-doctor.js', ...words], {
    SLACK_BOT_TOKEN: stack.ready.tokens.bot,
    SLACK_APP_TOKEN: stack.ready.tokens.app,
    SLACK_API_URL: `${stack.ready.slack}/api/`,
    AWS_ENDPOINT_URL: stack.ready.aws,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    ...variables,
  });

async function lever(address: string, name: string, method: 'POST' | 'DELETE', body?: object): Promise<void> {
  const response = await fetch(`${address}/_sandbox/${name}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`/_sandbox/${name} answered ${response.status}: ${await response.text()}`);
}

const awsFault = (fault: object) => lever(stack.ready.aws, 'faults', 'POST', fault);
const slackFault = (fault: object) => lever(stack.ready.slack, 'faults', 'POST', fault);

describe('when all is well', () => {
  test('/ecs doctor says so to the asker alone, and what it looked at', async () => {
    const said = await stack.person('ann').asks('doctor', /^All 35 checks passed, 9 were not tried\./);
    expect(said.ephemeral).toBe(true);
    for (const fact of [
      'bot token (@ecs in the workspace Sandbox)',
      'alerts channel (#alerts, and I am in it)',
      'Slack connection (connected)',
      'account 000000000000',
      'region (us-west-2)',
      'chatops.db, which takes what I write',
      'primes/primes-api',
      'cloudwatch:GetMetricData',
    ]) {
      expect(said.plain).toContain(fact);
    }
    expect(said.plain).not.toMatch(/xoxb-|xapp-/);
    expect((await stack.person('ben').screen()).messages).toEqual([]);
  });

  test('so does npm run doctor, and the bot stays connected', async () => {
    const { code, out } = await doctor();
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({
      code: 0,
      last: 'All 33 checks passed, 9 were not tried.',
    });
    expect(out).toContain('ok    bot token: @ecs in the workspace Sandbox\n');
    expect(out).toMatch(/^--.*ecs:UpdateService.*not tried/m);
    expect((await fetch(`${stack.ready.bot}/health/ready`)).status).toBe(200);
    await stack.person('cat').asks('status primes-api', /2 of 2 running/);
  });

  test('nothing was changed by it, and nothing posted', async () => {
    const called = async (url: string) =>
      (await (await fetch(`${url}/_sandbox/calls?since=0`)).json()) as { method?: string; userAgent?: string }[];
    const aws = await called(stack.ready.aws);
    expect(aws.filter(({ userAgent = '' }) => userAgent.includes('door/operate'))).toEqual([]);
    const slack = await called(stack.ready.slack);
    expect(slack.filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
  });

  test('npm run doctor -- --sandbox finds a running sandbox by its ports, and answers in JSON', async () => {
    const portOf = (url: string): string => new URL(url).port;
    const ports = { SANDBOX_AWS_PORT: portOf(stack.ready.aws), SANDBOX_SLACK_PORT: portOf(stack.ready.slack) };
    const { code, out } = await run(['sandbox/launcher/doctor.mjs', '--sandbox', '--json'], ports);
    expect(JSON.parse(out)).toMatchObject({ ok: true, summary: 'All 33 checks passed, 9 were not tried.' });
    expect(code).toBe(0);
    const none = await run(['sandbox/launcher/doctor.mjs', '--sandbox'], { ...ports, SANDBOX_AWS_PORT: '1' });
    expect(none).toMatchObject({ code: 1, errors: expect.stringContaining('Start one with npm start') as string });
  });
});

describe('what the bot remembers in', () => {
  test('is looked at from beside the bot that owns it, which goes on', async () => {
    const { plain } = await stack.person('ann').asks('doctor', /memory \(the file/);
    const [, file = ''] = /memory \(the file (\S+chatops\.db)/.exec(plain) ?? [];
    const { code, out } = await doctor({ DATA_DIR: dirname(file) });
    expect([code, out]).toEqual([0, expect.stringContaining(`ok    memory: the file ${file}, in a folder that I may`)]);
    await stack.person('ann').asks('doctor', /All 35 checks passed/);
  });

  test('a server that is not there, without its password', async () => {
    const { code, out } = await doctor({ DATABASE_URL: 'postgres://bot:hidden@127.0.0.1:1/chatops' });
    expect(code).toBe(1);
    expect(out).toMatch(/^MEND {2}memory: The PostgreSQL chatops at 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\)/m);
    expect(out).not.toContain('hidden');
  });

  test('goes with a task of ECS, where it is a file', async () => {
    const { code, out } = await doctor({ ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/task' });
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {4}memory: the file .*; a task that replaces this one begins with nothing/m);
  });
});

describe('what is to be mended in Slack', () => {
  test('a token that is refused: which, and where it is found, but not the token', async () => {
    const { code, out } = await doctor({ SLACK_BOT_TOKEN: 'xoxb-wrong-sesame', SLACK_APP_TOKEN: 'xapp-wrong-sesame' });
    expect(code).toBe(1);
    expect(out).toMatch(/^MEND {2}bot token: Slack refuses it \(invalid_auth\)\. Copy SLACK_BOT_TOKEN again from /m);
    expect(out).toMatch(/^MEND {2}app token: .*SLACK_APP_TOKEN/m);
    expect(out).not.toContain('sesame');
    await slackFault({ kind: 'error', method: 'auth.test', error: 'token_revoked' });
    const said = await stack.person('ann').asks('doctor', /1 of [23]\d needs mending/);
    expect(said.plain).toMatch(/bot token.*token_revoked.*SLACK_BOT_TOKEN/);
  });

  test('a scope that was not granted, and what it is for; those of the manifest are enough', async () => {
    const { out } = await run(['dist/bot/src/cli/print-manifest.js'], {});
    const { oauth_config: granted } = JSON.parse(out) as { oauth_config: { scopes: { bot: string[] } } };
    const { bot: scopes } = granted.scopes;
    await lever(stack.ready.slack, 'scopes', 'POST', { scopes });
    await stack.person('ann').asks('doctor', /All \d+ checks passed[^]*scopes \(all 9\)/);
    const fewer = scopes.filter((scope) => scope !== 'chat:write');
    await lever(stack.ready.slack, 'scopes', 'POST', { scopes: fewer });
    const said = await stack.person('ann').asks('doctor', /needs mending/);
    expect(said.plain).toMatch(
      /scopes.*: chat:write is missing \(Posts and edits.*npm run -s manifest.*install the app/,
    );
    expect((await doctor()).out).toMatch(/^MEND {2}scopes: chat:write is missing/m);
  });

  test('an alerts channel that there is not', async () => {
    const { code, out } = await doctor({ ALERTS_CHANNEL: '#nowhere' });
    expect(code).toBe(1);
    expect(out).toMatch(/^MEND {2}alerts channel: I see no channel #nowhere\. Create it and \/invite me/m);
  });
});

describe('what is to be mended in AWS', () => {
  test('a permission that is missing, by its name', async () => {
    await awsFault({ operation: 'GetMetricData', kind: 'error', code: 'AccessDeniedException', status: 400 });
    const said = await stack.person('ann').asks('doctor', /1 of 35 needs mending/);
    expect(said.plain).toMatch(/cloudwatch:GetMetricData.*Add "cloudwatch:GetMetricData" to the policy/);
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out.match(/^MEND.*/gm)).toEqual([expect.stringContaining('Add "cloudwatch:GetMetricData" to the policy')]);
  });

  test('a cluster, or a watched service, that there is not', async () => {
    const { code, out } = await doctor({ CLUSTERS: 'prmes' });
    expect(code).toBe(1);
    expect(out).toMatch(/^MEND {2}services: There is no cluster prmes\..*Correct CLUSTERS/m);
    const watching = await doctor({ WATCH: 'primes/primes-apo' });
    expect(watching.out).toMatch(/^MEND {2}watched services: there is no service primes\/primes-apo.*Correct WATCH/m);
  });

  test('a role that cannot be taken on, and who wants it', async () => {
    const [lookRole, operateRole] = ['look', 'operate'].map((name) => `arn:aws:iam::000000000000:role/${name}`);
    const ENVIRONMENTS = JSON.stringify([
      { name: 'staging', region: 'us-west-2' },
      { name: 'prod', region: 'us-west-2', lookRole, operateRole },
    ]);
    const well = await doctor({ ENVIRONMENTS });
    expect(well.code).toBe(0);
    expect(well.out).toMatch(/^ok {4}prod: look role: .*assumed-role\/look\/ecs-chatops$/m);
    expect(well.out).toMatch(/^ok {4}prod: operate role: .*assumed-role\/operate\/ecs-chatops-doctor$/m);
    await awsFault({ operation: 'AssumeRole', kind: 'error', code: 'AccessDenied', status: 403 });
    const { code, out } = await doctor({ ENVIRONMENTS });
    expect(code).toBe(1);
    expect(out.match(/^MEND.*/gm)).toEqual([
      expect.stringMatching(
        /prod: look role: .*role\/look cannot be taken on: .*trust policy allow sts:AssumeRole to .*user/,
      ),
      expect.stringMatching(/prod: operate role: .*sts:AssumeRole and sts:SetSourceIdentity to /),
    ]);
    expect(out).toMatch(/^--.*prod: ecs:ListTasks: not tried/m);
    expect(out).toMatch(/^ok {4}staging: ecs:ListTasks/m);
  });

  test('what does not answer is told as that within seconds, and so is the rest', async () => {
    await awsFault({ operation: 'DescribeAlarmHistory', kind: 'latency', ms: 30_000 });
    const said = await stack.person('ann').asks('doctor', /1 of 35 needs mending/);
    expect(said.plain).toMatch(/cloudwatch:DescribeAlarmHistory.*no answer within 5 s/);
  });
});

test('settings that cannot be read: exit code 2, and the variable by its name', async () => {
  expect(await doctor({ SLACK_BOT_TOKEN: '' })).toMatchObject({
    code: 2,
    out: '',
    errors: expect.stringContaining('SLACK_BOT_TOKEN is not set.') as string,
  });
  expect(await doctor({}, '--jsn')).toMatchObject({ code: 2, errors: expect.stringContaining('--json') as string });
});
