import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { AccessService } from './access.service';
import type { Right } from './access.types';
import { InMemoryAuditTrail } from './spec/audit-trail.in-memory.repository';

beforeAll(() => Logger.overrideLogger(false));

const trail = new InMemoryAuditTrail();
const access = new AccessService({ operators: ['U1'], administrators: ['U2'] }, trail, new ManualClock(7));

it.each([
  ['a stranger', { id: 'U9' }, ['look']],
  ['a stranger who calls himself an operator', { id: 'U9', name: 'U1' }, ['look']],
  ['an operator', { id: 'U1' }, ['look', 'operate']],
  ['an administrator', { id: 'U2' }, ['look', 'operate', 'administer']],
] as const)('%s may do no more than the configuration says', (_who, actor, allowed) => {
  const rights: Right[] = ['look', 'operate', 'administer'];
  expect(rights.filter((right) => access.may(actor, right))).toEqual(allowed);
});

it('records what was asked with its time, the newest first', async () => {
  await access.record({ actor: { id: 'U9' }, command: 'scale primes-api 0', outcome: 'refused' });
  await access.record({ actor: { id: 'U1' }, command: 'scale primes-api 4', outcome: 'done' });
  expect(await trail.newest(9)).toMatchObject([
    { command: 'scale primes-api 4', at: 7 },
    { outcome: 'refused', at: 7 },
  ]);
  expect(await trail.newest(1)).toHaveLength(1);
});
