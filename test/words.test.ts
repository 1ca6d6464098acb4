import { Stack } from './harness/stack';

let stack: Stack;
beforeAll(async () => (stack = await Stack.start()));
afterAll(() => stack.stop());

/** What the bot called through the door that changes things; the last test shows that a change would be among it. */
const changes = async () => {
  const calls = (await (await fetch(`${stack.ready.aws}/_sandbox/calls?since=0`)).json()) as {
    operation: string;
    userAgent: string;
  }[];
  return calls.filter(({ userAgent }) => userAgent.includes('door/operate')).map(({ operation }) => operation);
};

describe('help', () => {
  test('names every command and offers them as buttons', async () => {
    const help = await stack.person('ann').asks('help', /\/ecs status/);
    for (const command of ['status', 'deploy', 'image', 'scale', 'events']) expect(help.plain).toContain(command);
    expect(help.ephemeral).toBe(true);
  });

  test('leaves out what one may not do', async () => {
    const help = await stack.person('ben').asks('help', /\/ecs status/);
    expect(help.plain).not.toMatch(/\/ecs (deploy|image|scale)/);
  });

  test('of one command: usage and examples', async () => {
    const help = await stack.person('cat').asks('help scale', /\/ecs scale/);
    expect(help.plain).toMatch(/scale <service>/);
  });

  test('is what an empty command gets', async () => {
    await stack.person('dan').asks('', /\/ecs status/);
  });
});

describe('words that miss', () => {
  test('a misspelt command gets its neighbour', async () => {
    const answer = await stack.person('ann').asks('statsu primes-api', /did you mean/i);
    expect(answer.plain).toContain('status');
  });

  test('a service that does not exist gets the nearest names', async () => {
    const answer = await stack.person('ann').asks('status primes-apo', /primes-apo/);
    expect(answer.plain).toContain('primes-api');
  });

  test('a tag that does not exist is refused with the newest ones there are', async () => {
    const answer = await stack.person('ann').asks('image primes-api 9.9.9', /9\.9\.9/);
    expect(answer.plain).toContain('1.2.0');
    expect(await changes()).toEqual([]);
  });

  test('an unknown option is named', async () => {
    await stack.person('ann').asks('events primes-api --sinse 1h', /--sinse/);
  });

  test('a negative number is no option: what it may be is said', async () => {
    await stack.person('ann').asks('scale primes-api -1', /A number of tasks is 0 or more/);
    await stack.person('ben').asks('events primes-api -4', /a whole number from 1 to 50/);
    await stack.person('ben').asks('events primes-api --since -1h', /from 1s to 90d/);
    expect(await changes()).toEqual([]);
  });

  test('a number that is none is explained', async () => {
    await stack.person('ann').asks('scale primes-api many', /many/);
    expect(await changes()).toEqual([]);
  });
});

describe('rights', () => {
  test('who may look may not change, and is told who may', async () => {
    const refusal = await stack.person('ben').asks('scale primes-api 3', /may not|not allowed|needs/i);
    expect(refusal.ephemeral).toBe(true);
    expect(await changes()).toEqual([]);
  });

  test('a change needs the exact name: what was guessed comes back as a button with the full target', async () => {
    const offer = await stack.person('ann').asks('scale primes 3', /primes\/primes-api/);
    expect(offer.ephemeral).toBe(true);
    expect(await changes()).toEqual([]);
  });

  test('a change nobody would see is not made', async () => {
    const ann = stack.person('ann').in('@ann');
    await ann.asks('scale primes-api 3', /channel/i);
    expect(await changes()).toEqual([]);
  });

  test('pressing the offered button makes the change that it shows', async () => {
    const ann = stack.person('ann');
    const offer = await ann.asks('scale primes 3', /primes\/primes-api: 2 → 3 tasks/);
    await ann.clicks(offer, 'primes/primes-api: 2 → 3 tasks');
    await ann.sees(/2 → 3 tasks/, ({ ephemeral }) => !ephemeral);
    expect(await changes()).toEqual(['UpdateService']);
  });
});
