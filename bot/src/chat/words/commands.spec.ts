import { readWords } from '../asked/words';
import { split } from '../asked/split';
import { escapeMrkdwn } from './text';
import { command, written } from './commands';
import { z } from 'zod';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };

describe('a command as a value', () => {
  it.each([
    [command('status', {}), 'status'],
    [command('status', { service: REF }), 'status primes/primes-api'],
    [command('image', { service: REF, image: '1.1.0' }), 'image primes/primes-api 1.1.0'],
    [command('scale', { service: REF, tasks: 4 }), 'scale primes/primes-api 4'],
    [command('scale', { service: REF, tasks: { min: 2, max: 10 } }), 'scale primes/primes-api 2-10'],
    [
      command('image', { service: { ...REF, environment: 'prod' }, image: '1', container: 'app' }),
      'image prod:primes/primes-api 1 --container app',
    ],
    [
      command('image', { service: REF, image: '1"2', container: 'my app' }),
      `image primes/primes-api '1"2' --container "my app"`,
    ],
    [command('image', { service: REF, image: '-1' }), 'image -- primes/primes-api -1'],
    [{ typed: ['events', 'my service'] }, 'events "my service"'],
  ])('%j is written %s', (what, words) => {
    expect(written(what)).toBe(words);
  });

  it.each(['1.0.0" "--container=app', `a 'b' "c"`, '“x”', '—dash', '--container=x', 'a&amp;b <c>', 'plain', "it's"])(
    'reads %j back as it was, whatever stands in it',
    (image) => {
      const spec = {
        name: 'image',
        summary: 'x',
        usage: ['x'],
        examples: ['x', 'x'] as const,
        right: 'operate' as const,
        words: ['service', 'image'],
        options: { container: { type: 'string' as const, summary: 'x' } },
        input: z.looseObject({}),
      };
      // As the hall reads a button: escaped, as Slack delivers what is typed.
      const [, ...words] = split(escapeMrkdwn(written(command('image', { service: REF, image, container: 'app' }))));
      expect(readWords(spec, words, '/ecs')).toEqual({ service: 'primes/primes-api', image, container: 'app' });
    },
  );
});
