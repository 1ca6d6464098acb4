import { Refusal } from '../terminal/failure';
import { parsePushOptions } from './options';

it('has the defaults that the help names', () => {
  expect(parsePushOptions(['push'])).toMatchObject({
    app: 'primes-api',
    platform: 'linux/amd64',
    dryRun: false,
    yes: false,
  });
});

it.each([
  'localhost/primes-api',
  'localhost:5000/primes-api',
  '127.0.0.1:5000/team/primes-api',
  'registry.example.com/a/b__c/d.e',
  'registry:5000/primes-api',
])('takes a repository by its own address: %s', (registry) => {
  expect(parsePushOptions(['push', '--registry', registry])).toMatchObject({ registry });
});

it.each([
  ['pull'],
  ['push', 'again'],
  ['push', '--app=sandbox'],
  ['push', '--app=toString'],
  ['push', '--tag=.1'],
  ['push', '--tag=a b'],
  [`push`, `--tag=${'1'.repeat(129)}`],
  ['push', '--platform=amd64'],
  ['push', '--registry=localhost:5000'],
  ['push', '--registry=primes-api'],
  ['push', '--registry=team/primes-api'],
  ['push', '--registry=localhost:5000/primes-api:1.0.0'],
  ['push', '--registry=https://localhost/primes-api'],
  ['push', '--sandbox'],
  ['push', '--force'],
  ['push', '--tag', '--yes'],
])('does not understand %s %s', (...words) => {
  expect(() => parsePushOptions(words)).toThrow(Refusal);
  expect(() => parsePushOptions(words)).toThrow('--help');
});
