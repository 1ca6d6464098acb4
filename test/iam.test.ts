import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { botPolicy, printIam } from './harness/bot-policy';
import { actionOf, doorOf, recordedCalls } from './harness/recorded-calls';

// Runs after all other transcripts (test/iam.jest.config.js), on the calls that they made.

/** AWS asks no permission for it. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const FREE = 'sts:GetCallerIdentity';
const ROLE = 'arn:aws:iam::000000000000:role/operate';
const DOORS = {
  look: ['--assume', ROLE],
  operate: ['--operate', '--jobs', '--role', ROLE],
} as const;
type Door = keyof typeof DOORS;

/** Whether all transcripts were played: after some of them, what was not called proves nothing. */
const wasWhole = process.env.WHOLE_SUITE === '1';

const permitted = (door: Door) => new Set(botPolicy(...DOORS[door]).flatMap(({ Action }) => Action));

function called(door: Door): Set<string> {
  const calls = recordedCalls().filter((call) => doorOf(call) === door);
  return new Set(calls.map(actionOf).filter((action) => action !== FREE));
}

/** Actions that the bot's own page says AWS asks for without a call of that name, and why. */
function sourced(door: Door): Set<string> {
  const { stdout } = printIam('--page');
  const lines = [...stdout.matchAll(/^- `([\w-]+:\w+)` \((\w+)\): .*docs\.aws\.amazon\.com/gm)];
  return new Set(lines.flatMap(([, action, at]) => (at === door ? [action!] : [])));
}

describe.each(['look', 'operate'] as const)('the policy of the door to %s', (door) => {
  test('has every call that went through it', () => {
    const allowed = permitted(door);
    expect([...called(door)].filter((action) => !allowed.has(action))).toEqual([]);
  });

  test('has, once all transcripts were played, nothing that was never called, but what AWS asks for by itself', () => {
    const [made, known] = [called(door), sourced(door)];
    const idle = [...permitted(door)].filter((action) => !made.has(action) && !known.has(action));
    expect(wasWhole ? idle : []).toEqual([]);
  });
});

test('nothing was changed through the looking door', () => {
  const changing = recordedCalls().filter(
    (call) => doorOf(call) === 'look' && !/^(Describe|List|Get|BatchGet|Lookup|AssumeRole)/.test(call.operation),
  );
  expect(changing).toEqual([]);
});

test('words that it does not take are refused in a sentence, with exit code 2', () => {
  expect(printIam('--clutser', 'primes')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/--clutser.*--help/),
  });
  expect(printIam('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--operate') });
});

test('npm run -s iam prints JSON and nothing else on standard output', () => {
  const root = join(__dirname, '..');
  const { stdout } = spawnSync('npm', ['run', '-s', 'iam', '--', '--cluster', 'primes'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toMatchObject({ Version: '2012-10-17' });
});
