import { wordsToBot } from './mention';

it.each([
  ['<@U0BOT> status primes-api', 'status primes-api'],
  ['<@U0BOT|ecs>: status primes-api', 'status primes-api'],
  ['<@U0BEN> please, <@U0BOT> status primes-api', 'status primes-api'],
  ['hey <@U0BOT>, status primes-api', 'status primes-api'],
  ['<@U0BOT> status primes-api <@U0BOT>', 'status primes-api'],
  ['status primes-api <@U0BOT>', 'status primes-api'],
  ['<@U0BEN>: status primes-api <@U0BOT>', 'status primes-api'],
  ['status primes-api <@U0BOT>?', 'status primes-api'],
  ['<@U0BOT> rights <@U0BEN>', 'rights <@U0BEN>'],
  ['<@U0BOT> image primes-api 1.1.0 —container app', 'image primes-api 1.1.0 —container app'],
  ['<@U0BOT>', ''],
  ['<@U0BOT>!', ''],
  ['<@U0BEN> <@U0BOT>', ''],
  ['a\nb <@U0BOT>\nstatus', 'status'],
])('%s: %s', (text, words) => {
  expect(wordsToBot(text, 'U0BOT')).toBe(words);
});

it('takes the first mention for its own where it does not know its id', () => {
  expect(wordsToBot('<@U0ANY> status', undefined)).toBe('status');
});
