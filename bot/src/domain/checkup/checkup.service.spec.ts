import { mend, ok, Untried } from './checkup.types';
import type { Check, Finding } from './checkup.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import { ServicesService } from '../services/services.service';
import { AwsChecks, StoreChecks } from './checkup.port';
import { CheckupService } from './checkup.service';

class Services extends ServicesService {
  constructor(names: string[], clock: ManualClock) {
    super({ environments: names.map((name) => ({ name })) }, {} as never, clock);
  }

  override list({ environment = '' } = {}) {
    if (environment === 'dark') return Promise.reject(new UserError({ what: 'AWS cannot be reached just now.' }));
    return Promise.resolve([{ environment, cluster: 'shop', service: 'api' }]);
  }
}

class Aws extends AwsChecks {
  own(): Check[] {
    return [];
  }
  of(): Check[] {
    return [{ about: 'region', look: async () => ok('here') }];
  }
}

class Store extends StoreChecks {
  all(): Check[] {
    return [{ about: 'memory', look: async () => ok('kept') }];
  }
}

function setUp(...names: string[]) {
  const clock = new ManualClock();
  return { clock, checkup: new CheckupService(new Services(names, clock), new Aws(), new Store(), clock) };
}

const QUESTION = { watch: [], asker: 'U0ANN', patienceMs: 4000 };
const check = (about: string, look: Check['look']): Check => ({ about, look });

describe('a checkup', () => {
  it('waits so long, and no longer, for what does not answer, and holds nothing else up', async () => {
    const { clock, checkup } = setUp('default');
    let findings: Finding[] = [];
    const silent = check('silent', () => new Promise(() => {}));
    void checkup.examine(QUESTION, [silent, check('quick', async () => ok('fine'))]).then((all) => (findings = all));
    await clock.advance(3999);
    expect(findings).toEqual([]);
    await clock.advance(1);
    expect(findings).toMatchObject([
      { about: 'silent', verdict: 'mend', says: 'no answer within 4 s.' },
      { about: 'quick', verdict: 'ok' },
      { about: 'memory', verdict: 'ok', says: 'kept' },
      { about: 'region', verdict: 'ok' },
    ]);
  });

  it('turns what a check throws into words, each sort into its own', async () => {
    const { checkup } = setUp('default');
    const findings = await checkup.examine(QUESTION, [
      check('a', () => Promise.reject(new UserError({ what: 'It broke.', why: 'Somebody fell', next: 'Help them.' }))),
      check('b', () => Promise.reject(new Untried('a is needed first'))),
      check('c', () => Promise.reject(new TypeError('x is undefined'))),
      check('d', async () => mend('wrong.', 'Right it.')),
    ]);
    expect(findings.slice(0, 4)).toEqual([
      { about: 'a', verdict: 'mend', says: 'It broke. Somebody fell.', next: 'Help them.' },
      { about: 'b', verdict: 'untried', says: 'a is needed first' },
      { about: 'c', verdict: 'mend', says: 'TypeError: x is undefined' },
      { about: 'd', verdict: 'mend', says: 'wrong.', next: 'Right it.' },
    ]);
  });

  it('names environments where there are several, looks at one where one is named, and knows no others', async () => {
    const { checkup } = setUp('staging', 'prod');
    const looked = async (environment?: string) =>
      (await checkup.examine({ ...QUESTION, environment })).map((finding) => finding.environment);
    // What the bot remembers is of none.
    expect(await looked()).toEqual([undefined, 'staging', 'prod']);
    expect(await looked('PROD')).toEqual([undefined, 'prod']);
    await expect(looked('qa')).rejects.toThrow('I know staging, prod.');
    const found = await setUp('default').checkup.examine(QUESTION);
    expect(found.at(-1)).not.toHaveProperty('environment');
  });

  it('says which watched service does not exist, unless the services cannot be listed', async () => {
    const watched = async (environments: string[], watch: string[]) =>
      (await setUp(...environments).checkup.examine({ ...QUESTION, watch })).find(({ about }) => about.startsWith('w'));
    expect(await watched(['staging'], ['shop/api', 'staging:shop/api'])).toMatchObject({ verdict: 'ok' });
    expect(await watched(['staging'], ['shop/api', 'shop/apo'])).toEqual({
      about: 'watched services',
      verdict: 'mend',
      says: 'there is no service shop/apo, so nothing is ever announced of it.',
      next: 'Correct WATCH: I see staging:shop/api.',
    });
    expect(await watched(['staging', 'dark'], ['shop/apo'])).toMatchObject({ verdict: 'untried' });
  });
});
