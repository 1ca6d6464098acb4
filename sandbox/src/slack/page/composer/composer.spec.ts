import { Recall } from './recall';
import { isUnfinished, suggest } from './suggestions';
import { readTyped } from './typed';

describe('what was typed', () => {
  it.each([
    ['/ecs status primes-api', { kind: 'command', command: '/ecs', text: 'status primes-api' }],
    ['/ecs', { kind: 'command', command: '/ecs', text: '' }],
    ['/ecs   scale  x 4 ', { kind: 'command', command: '/ecs', text: 'scale  x 4' }],
    ['/ecs lock x\nbecause', { kind: 'command', command: '/ecs', text: 'lock x\nbecause' }],
    [' /ecs status', { kind: 'message', text: '/ecs status' }],
    ['see a/b', { kind: 'message', text: 'see a/b' }],
    ['  \n ', { kind: 'nothing' }],
  ])('%p', (line, meaning) => expect(readTyped(line)).toEqual(meaning));
});

describe('recall', () => {
  it('walks back and forth and ends on the empty line', () => {
    const recall = new Recall();
    for (const line of ['one', 'two', 'two']) recall.remember(line);
    expect([recall.older(), recall.older(), recall.older()]).toEqual(['two', 'one', null]);
    expect(recall.shows('one')).toBe(true);
    expect(recall.shows('one, changed')).toBe(false);
    expect([recall.newer(), recall.newer(), recall.newer()]).toEqual(['two', '', null]);
  });
});

describe('suggestions', () => {
  const commands = [{ command: '/ecs', usage: '<command> [service]', description: 'Run services' }];

  it('offers the declared command with its usage first', () => {
    expect(suggest('/', commands)[0]).toEqual({
      insert: '/ecs ',
      title: '/ecs <command> [service]',
      detail: 'Run services',
    });
  });

  it('narrows the examples to what is typed and offers nothing for a complete or an ordinary line', () => {
    expect(suggest('/ecs s', commands).map(({ insert }) => insert)).toEqual(['/ecs status', '/ecs scale primes-api 4']);
    expect(suggest('/ecs status', commands)).toEqual([]);
    expect(suggest('hello', commands)).toEqual([]);
  });

  it('lets Enter complete half a command name, and send a whole or a foreign one', () => {
    expect(isUnfinished('/ec', commands)).toBe(true);
    expect(isUnfinished('/ecs', commands)).toBe(false);
    expect(isUnfinished('/weather', commands)).toBe(false);
    expect(isUnfinished('/ecs sta', commands)).toBe(false);
  });
});
