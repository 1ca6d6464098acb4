/** @long Its alarms go off after minutes of AWS. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Alarms } from './harness/alarms';
import { childRunning } from './harness/processes';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

let stack: Stack;
const dataDir = mkdtempSync(join(tmpdir(), 'chatops-alerts-'));
beforeAll(async () => (stack = await Stack.start({ DATA_DIR: dataDir })));
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('an alarm that is on is told, by a bot that starts later and remembers nothing too, and its end when it is deleted while it is on', async () => {
  const alarms = new Alarms(stack.awsClient);
  const alerts = stack.person('ann').in('#alerts');
  await alarms.createOn('always-on');
  const isNamed = ({ plain }: { plain: string }): boolean => plain.includes('always-on');
  const before = await alerts.sees(/primes\/primes-api: high CPU\. CPU was above 0 %/, isNamed);

  // What the one has open it keeps; the next finds nothing.
  for (const file of readdirSync(dataDir)) rmSync(join(dataDir, file));
  process.kill(childRunning(stack.ready.pid, 'dist/bot/src/main.js'), 'SIGKILL');
  const after = await alerts.sees(/high CPU/, (message) => isNamed(message) && message.ts !== before.ts);
  expect(after.plain).toMatch(/In ALARM since/);

  await alarms.delete('always-on');
  await waitFor(
    'the end of it',
    async () => ((await alerts.again(after)).plain.includes('the alarm for high CPU is gone') ? true : undefined),
    120_000,
  );
  expect((await alerts.screen()).messages.filter(isNamed)).toHaveLength(2);
}, 240_000);
