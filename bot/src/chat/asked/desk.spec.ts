import { z } from 'zod';
import { AccessService } from '../../domain/access/access.service';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import { FAKE_OPTIONS } from '../spec/slack.fake';
import { SubcommandRegistry } from './subcommand.registry';
import type { SubcommandSpec } from './subcommand.types';
import { Desk } from './desk';
import { nearest } from './did-you-mean';
import { parseDuration } from './duration';
import { split } from './split';

describe('splitting what was typed', () => {
  it.each([
    ['status   primes-api ', ['status', 'primes-api']],
    ['events x —since 1h', ['events', 'x', '--since', '1h']],
    ['events x –since “1 h”', ['events', 'x', '--since', '1 h']],
    ["lock x 'load test' --for=“2 h”", ['lock', 'x', 'load test', '--for=2 h']],
    ["don't stop", ["don't", 'stop']],
    ['scale x 4–10', ['scale', 'x', '4–10']],
    ['scale x –1 —2', ['scale', 'x', '-1', '-2']],
    ['a &lt;b&gt; &amp;amp;', ['a', '<b>', '&amp;']],
    ['run -- —own “words”', ['run', '--', '—own', 'words']],
    ['run “—quoted”', ['run', '—quoted']],
    ['scale "" x ‘', ['scale', 'x']],
    ['', []],
  ])('%s', (typed, words) => {
    expect(split(typed)).toEqual(words);
  });
});

describe('nearest', () => {
  it('allows a slip for each three letters and a swap as one, and takes beginnings first', () => {
    const commands = ['status', 'scale', 'events', 'image', 'deploy', 'help'];
    expect(nearest('stauts', commands)).toEqual(['status']);
    expect(nearest('Depoly', commands)).toEqual(['deploy']);
    expect(nearest('ev', commands)).toEqual(['events']);
    expect(nearest('frobnicate', commands)).toEqual([]);
  });
});

describe('durations', () => {
  it.each([
    ['30m', 1_800_000],
    ['90 s', 90_000],
    ['2D', 172_800_000],
    ['1', undefined],
    ['1h30m', undefined],
    ['-1h', undefined],
  ])('%s', (words, ms) => {
    expect(parseDuration(words)).toBe(ms);
  });
});

const common = { summary: 's', examples: ['a', 'b'], words: ['service', 'n'] } as const;
const events = {
  ...common,
  name: 'events',
  usage: ['events <service> [n] [--since 1h]'],
  right: 'look',
  options: { since: { type: 'string', summary: 'how far back' } },
  input: z.object({
    service: z.string({ error: 'Name the service.' }),
    n: z.string().optional(),
    since: z.string().optional(),
    env: z.string().optional(),
  }),
} satisfies SubcommandSpec;
const deploy = { ...events, name: 'deploy', usage: ['deploy <service>'], right: 'operate' } satisfies SubcommandSpec;

describe('the desk', () => {
  const registry = new SubcommandRegistry();
  for (const spec of [events, deploy]) registry.add(spec);
  registry.add({ ...events, name: 'help', words: [], input: z.object({ env: z.string().optional() }) });
  const trail = { append: async () => {}, newest: async () => [] };
  const access = new AccessService({ operators: ['U0ANN'], administrators: [] }, trail, new ManualClock());
  const desk = new Desk(registry, access, FAKE_OPTIONS);
  const [ann, ben] = [{ id: 'U0ANN' }, { id: 'U0BEN' }];

  function trouble(text: string, actor = ann): UserError {
    try {
      desk.read(text, actor);
    } catch (error) {
      if (error instanceof UserError) return error;
    }
    throw new Error(`${text} was read`);
  }

  it('reads words and options whatever their order and case, and takes nothing for help', () => {
    expect(desk.read('Events —SINCE 1h primes-api 5', ann).input).toEqual({
      service: 'primes-api',
      n: '5',
      since: '1h',
    });
    expect(desk.read('events x --env prod', ann).input).toEqual({ service: 'x', env: 'prod' });
    expect(desk.read('  ', ann).spec.name).toBe('help');
  });

  it('takes what begins like a negative number for a word and for a value, and for no option', () => {
    expect(desk.read('events x -4', ann).input).toEqual({ service: 'x', n: '-4' });
    expect(desk.read('events x –4 --since -1h', ann).input).toEqual({ service: 'x', n: '-4', since: '-1h' });
    expect(desk.read('events -1 --since=-1h -- -2', ann).input).toEqual({ service: '-1', n: '-2', since: '-1h' });
    expect(trouble('help -1').what).toBe('I do not know what `-1` is for.');
    expect(trouble('events x -e').what).toBe('There is no option `-e`.');
  });

  it('names an unknown option, the nearest one, and how the command is written', () => {
    const { what, next } = trouble('events x --sicne 1h');
    expect(what).toBe('There is no option `--sicne`. Did you mean `--since`?');
    expect(next).toContain('`/ecs events <service> [n] [--since 1h]`');
  });

  it('says which option lacks its value, which word is too many, and which is missing', () => {
    expect(trouble('events x --since').what).toBe('`--since` needs a value behind it.');
    expect(trouble('events x --since=').what).toBe('`--since` needs a value behind it.');
    expect(trouble('events x --env=""').what).toBe('`--env` needs a value behind it.');
    expect(trouble('events x 5 surplus').what).toBe('I do not know what `surplus` is for.');
    expect(trouble('events').what).toBe('Name the service.');
  });

  it('offers a misspelt looking command as a button with its words, a changing one only in words', () => {
    const looking = trouble('evnets "my service"');
    expect(looking.next).toBe('Did you mean `/ecs events "my service"`?');
    expect(looking.steps[0]).toMatchObject({
      label: 'events "my service"',
      command: { typed: ['events', 'my service'] },
    });
    const changing = trouble('depoly x');
    expect(changing.next).toBe('Did you mean `/ecs deploy x`?');
    expect(changing.steps).toMatchObject([{ label: 'Help' }]);
  });

  it('never suggests what the person may not do', () => {
    expect(trouble('depoly x', ben).next).not.toContain('deploy');
  });
});
