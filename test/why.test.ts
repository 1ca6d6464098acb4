/** @long Some sixty deployments fail, or only look as if they did. */
import { Stack } from './harness/stack';
import { Deployments } from './harness/why/deployments';
import { FAILING } from './harness/why/failing';
import { FINE } from './harness/why/fine';
import { HELD_UP, prepare } from './harness/why/held-up';
import { place, PLACELESS } from './harness/why/instances';
import { WELL } from './harness/why/containers';
import { waitFor } from './harness/wait-for';

/** An AWS minute: more of it would only be waited for. */
const MINUTE_MS = '1000';
/** So many services are deployed to at a time. */
const AT_ONCE = 8;
/** What no deployment that is well may be told of. */
const CAUSE =
  /exited|killed|failed|unhealthy|could not start|find no place|stopped by|ended|heap|throttle|why, I|know why/;

const GREEN = /succeeded|nothing is wrong|✅/;

let stack: Stack;
let deployments: Deployments;
beforeAll(async () => {
  stack = await Stack.start({ SANDBOX_MINUTE_MS: MINUTE_MS });
  deployments = new Deployments(stack.awsClient, stack.ready.aws);
  await deployments.pushProxy();
  await prepare(deployments);
  await forEach([...FAILING, ...FINE], (one) => deployments.create(one));
  await forEach(HELD_UP, (one) => deployments.create(one, [WELL], one.old));
  await known(FINE.at(-1)!.name);
});
afterAll(() => stack.stop());

/** Waits until the bot has found a service. */
async function known(service: string): Promise<void> {
  const ben = stack.person('ben').in('#random');
  for (let left = 30; left > 0; left--) {
    const { plain } = await ben.asks(`why ${service}`, new RegExp(service));
    if (plain.startsWith(`primes/${service}: `)) return;
  }
  throw new Error(`The bot does not know ${service}.`);
}

/** Does it for all of them, a few at a time. */
async function forEach<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The first sentence of what the bot says to somebody who asks why. */
async function why(service: string): Promise<string> {
  const shown = await stack.person('ben').asks(`why ${service}`, new RegExp(`^primes/${service}: `));
  return shown.plain.split('\n')[0]!;
}

test('each of some fifty deployments that fail has its cause in the first sentence, and is never called a success', async () => {
  const wrong: string[] = [];
  await forEach(FAILING, async (one) => {
    const said = await failed(one).catch((error: unknown) => String(error));
    if (!one.says.test(said) || GREEN.test(said)) wrong.push(`${one.name}: ${said}`);
  });
  expect(wrong).toEqual([]);
  expect(FAILING.length).toBeGreaterThanOrEqual(40);
});

async function failed(one: (typeof FAILING)[number]): Promise<string> {
  if (one.fault) await deployments.fault(one.name, one.fault);
  await deployments.deploy(one);
  await deployments.failed(one.name);
  return why(one.name);
}

test('what holds a deployment up that its tasks do not, or ends it, is said first', async () => {
  const wrong: string[] = [];
  await forEach(HELD_UP, async ({ name, play, says }) => {
    const said = await play(name, deployments).then(
      () => why(name),
      (error: unknown) => String(error),
    );
    if (!says.test(said)) wrong.push(`${name}: ${said}`);
  });
  expect(wrong).toEqual([]);
});

test('what keeps tasks from a container instance is said first', async () => {
  const wrong: string[] = [];
  await forEach(PLACELESS, async (one) => {
    await place(stack.awsClient, one);
    const said = await waitFor(`why batch/${one.name}`, async () => {
      const { plain } = await stack.person('ben').asks(`why batch/${one.name}`, new RegExp(one.name));
      return plain.startsWith(`batch/${one.name}: `) ? plain.split('\n')[0]! : undefined;
    });
    if (!one.says.test(said) || GREEN.test(said)) wrong.push(`${one.name}: ${said}`);
  });
  expect(wrong).toEqual([]);
});

test('none of those that only look alarming has one, and each is green in the end', async () => {
  const wrong: string[] = [];
  await forEach(FINE, async ({ name, play }) => {
    const played = async (): Promise<string> => {
      await play(name, deployments);
      await deployments.steady(name);
      return why(name);
    };
    const said = await played().catch((error: unknown) => String(error));
    if (CAUSE.test(said.replaceAll(name, '')) || !/(healthy|running).*succeeded/.test(said))
      wrong.push(`${name}: ${said}`);
  });
  expect(wrong).toEqual([]);
  expect(FINE.length).toBeGreaterThanOrEqual(10);
});
