import { askedWords, originWords, recentWords } from './origin';

const ann = { id: 'U0ANN', name: 'ann' };
const cat = { id: 'U0CAT', name: 'cat' };
const channel = 'C0OPS';
const said = '/ecs scale primes-api 0';
const button = 'Set primes/primes-api to 0';

describe('who asked for a change, and how', () => {
  it.each([
    ['typed it', ann, { said }, 'Asked by *ann*: `/ecs scale primes-api 0`'],
    ['pressed a button', ann, { button }, '*ann* pressed `Set primes/primes-api to 0`'],
    ['did neither', ann, {}, 'Asked by *ann*'],
    [
      'typed it, and another pressed',
      cat,
      { said, button, askedBy: ann },
      'Asked by *ann*: `/ecs scale primes-api 0`; *cat* pressed `Set primes/primes-api to 0`',
    ],
    [
      'typed it and pressed',
      ann,
      { said, button, askedBy: ann },
      'Asked by *ann*: `/ecs scale primes-api 0`; *ann* pressed `Set primes/primes-api to 0`',
    ],
    [
      'asked by a button, and another pressed',
      cat,
      { button, askedBy: ann },
      'Asked by *ann*; *cat* pressed `Set primes/primes-api to 0`',
    ],
    ['asked by a button and pressed', ann, { button, askedBy: ann }, '*ann* pressed `Set primes/primes-api to 0`'],
    ['has no name', { id: 'U0ANN' }, { said: '<!here>' }, 'Asked by *U0ANN*: `&lt;!here&gt;`'],
  ])('who %s', (_how, actor, how, words) => {
    expect(originWords({ actor, origin: { channel, ...how } })).toBe(words);
    expect(words).not.toContain('<@');
  });

  it('quotes only what was said', () => {
    expect(askedWords(ann)).toBe('Asked by *ann*');
    expect(askedWords({ ...ann, said: 'x' })).toBe('Asked by *ann*: `x`');
  });

  it('says who made it so a moment ago', () => {
    expect(recentWords(5000, undefined)).toBe('');
    const recent = { actor: cat, summary: { from: '2', to: '4 tasks' }, at: 0 };
    expect(recentWords(5000, recent)).toBe(' *cat* set it <!date^0^{ago}|5 s ago>.');
  });
});
