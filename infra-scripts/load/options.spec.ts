import { OptionError, parseOptions } from './options.mjs';

it('has the defaults that the help names', () => {
  expect(parseOptions([])).toEqual({
    cores: 0.82,
    minutes: 3,
    n: 300_000,
    url: new URL('http://127.0.0.1:8080'),
    owned: false,
    service: { cluster: 'primes', service: 'primes-api' },
    json: false,
  });
});

it.each([
  ['--cores', '0'],
  ['--cores', 'many'],
  ['--minutes', '-1'],
  ['--n', '1e6'],
  ['--n', '1000000001'],
  ['--url', '127.0.0.1:8080'],
  ['--url', 'ftp://x'],
  ['--service', 'primes-api'],
  ['--rate', '5'],
])('names the option that cannot be used: %s %s', (name, value) => {
  expect(() => parseOptions([`${name}=${value}`])).toThrow(OptionError);
  expect(() => parseOptions([`${name}=${value}`])).toThrow(name);
});

it('tells what was perhaps meant, and explains itself', () => {
  expect(() => parseOptions(['--core', '1'])).toThrow("Unknown option '--core'. Did you mean --cores?");
  expect(() => parseOptions(['fast'])).toThrow(OptionError);
  expect(parseOptions(['--help'])).toEqual({ help: expect.stringMatching(/--cores <cores>.*0\.82/) as string });
});
