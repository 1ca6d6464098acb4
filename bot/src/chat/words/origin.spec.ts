import { askedWords, byWords, callWords, originWords, outsiderWords, recentWords } from './origin';

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

describe('who did what nobody asked this bot for', () => {
  const role = { outside: true, name: 'deploy-pipeline', as: 'role', session: 'build-7' } as const;

  it.each([
    ['a role with its session', role, 'by deploy-pipeline (role, session build-7)'],
    ['a user', { outside: true, name: 'ci', as: 'user' } as const, 'by ci (user)'],
    ['what a tag says', { outside: true, name: 'team-web', as: 'tag' } as const, 'by team-web'],
    ['nobody, where nothing says it', { outside: true } as const, 'from outside'],
    ['a person who asked the bot', ann, 'by ann'],
  ])('is %s', (_who, doer, words) => expect(byWords(doer)).toBe(words));

  it('is said in a line of its own, escaped, and calls nobody', () => {
    expect(outsiderWords({ ...role, through: 'Terraform' })).toBe(
      'Started by *deploy-pipeline (role, session build-7)* with Terraform, not through me',
    );
    expect(outsiderWords({ outside: true })).toBe('Started from outside: nobody asked me for it');
    expect(outsiderWords({ outside: true, name: '<!channel>' })).toContain('&lt;!channel&gt;');
    expect([callWords(role), callWords(ann)]).toEqual(['', '<@U0ANN> ']);
  });
});
