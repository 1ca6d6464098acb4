import { ManualClock } from '../../kernel/spec/manual-clock';
import { AccessService } from '../access/access.service';
import { InMemoryAuditTrail } from '../access/spec/audit-trail.in-memory.repository';
import type { AnyChange } from '../changes/change.types';
import { History } from './history.port';
import { HistoryService } from './history.service';
import type { HistoryAsked, HistoryEntry } from './history.types';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const entry = (n: number): HistoryEntry => ({
  kind: 'change',
  id: `chg-${n}`,
  at: n,
  change: { ref: REF } as AnyChange,
});

class Written extends History {
  asked: unknown;

  constructor(private readonly entries: HistoryEntry[] | Error) {
    super();
  }

  override async newest(asked: HistoryAsked & { attempts: boolean }, limit: number): Promise<HistoryEntry[]> {
    this.asked = asked;
    if (this.entries instanceof Error) throw this.entries;
    return this.entries.slice(0, limit);
  }
}

const of = (written: History): HistoryService => {
  const options = { operators: ['U0OP'], administrators: ['U0ADMIN'] };
  return new HistoryService(written, new AccessService(options, new InMemoryAuditTrail(), new ManualClock()));
};

describe('the record of what was done', () => {
  it('is shown ten entries at a time, and says where it goes on', async () => {
    const entries = Array.from({ length: 11 }, (_, n) => entry(20 - n));
    const page = await of(new Written(entries)).page({ id: 'U0LOOK' }, {});
    expect(page.entries).toEqual(entries.slice(0, 10));
    expect(page.next).toEqual({ id: 'chg-11', at: 11 });
    expect(await of(new Written(entries.slice(0, 10))).page({ id: 'U0LOOK' }, {})).toEqual({
      entries: entries.slice(0, 10),
    });
    expect(await of(new Written([])).page({ id: 'U0LOOK' }, {})).toEqual({ entries: [] });
  });

  it('has what was refused for administrators alone', async () => {
    const written = new Written([]);
    const asked = async (id: string) => {
      await of(written).page({ id }, { ref: REF });
      return written.asked;
    };
    expect(await asked('U0ADMIN')).toEqual({ ref: REF, attempts: true });
    expect(await asked('U0OP')).toEqual({ ref: REF, attempts: false });
  });

  it('that cannot be read is said to be so', async () => {
    const page = of(new Written(new Error('The PostgreSQL does not answer.'))).page({ id: 'U0LOOK' }, {});
    await expect(page).rejects.toMatchObject({
      what: 'I cannot read the record of what was done.',
      why: 'The PostgreSQL does not answer.',
    });
  });
});
