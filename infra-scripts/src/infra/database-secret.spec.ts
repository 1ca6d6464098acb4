import type { Account } from '../account/account';
import { BOT_DEFAULTS } from '../stacks/bot/bot.options';
import { PRIMES_DEFAULTS } from '../stacks/primes/primes.options';
import { checkDatabaseSecret, memoryLines } from './database-secret';

const NAMED = { ...BOT_DEFAULTS, databaseSecret: 'chatops/database' };

/** An account with one secret. */
const account = {
  region: 'us-west-2',
  secrets: {
    send: ({ input }: { input: { SecretId: string } }) =>
      input.SecretId === NAMED.databaseSecret
        ? Promise.resolve({})
        : Promise.reject(Object.assign(new Error('no'), { name: 'ResourceNotFoundException' })),
  },
} as unknown as Account;

test('whoever makes a bot without a database hears what it forgets, and how to give it one', () => {
  expect(memoryLines(BOT_DEFAULTS).join('\n')).toMatch(/deployments under way are not followed on.*--database-secret/s);
  expect(memoryLines(NAMED)).toEqual(['It remembers in the database of the secret chatops/database.']);
  expect(memoryLines(PRIMES_DEFAULTS)).toEqual([]);
});

test('a secret that is not there is named before anything is made', async () => {
  await expect(checkDatabaseSecret(account, BOT_DEFAULTS)).resolves.toBeUndefined();
  await expect(checkDatabaseSecret(account, NAMED)).resolves.toBeUndefined();
  const absent = checkDatabaseSecret(account, { ...NAMED, databaseSecret: 'chatops/datebase' });
  await expect(absent).rejects.toThrow('There is no secret chatops/datebase in us-west-2. Make it,');
});
