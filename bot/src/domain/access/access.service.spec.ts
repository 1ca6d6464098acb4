import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { MissingRightError } from './access.errors';
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

it.each<[string, string[], string[], Right, string, string[]]>([
  ['an administrator', ['U1'], ['U2'], 'operate', '<@U2> can add you.', ['U2']],
  [
    'three at most',
    [],
    ['U2', 'U3', 'U4', 'U5'],
    'operate',
    '<@U2> or <@U3> or <@U4> can add you.',
    ['U2', 'U3', 'U4'],
  ],
  [
    'operators where nobody administers',
    ['U1'],
    [],
    'operate',
    'Whoever runs me can add you; <@U1> may do it.',
    ['U1'],
  ],
  ['none who may not do it either', ['U1'], [], 'administer', 'Whoever runs me can add you.', []],
])('names %s to whoever lacks a right', (_who, operators, administrators, right, next, people) => {
  const helpers = new AccessService({ operators, administrators }, trail, new ManualClock()).helpers(right);
  expect(new MissingRightError({ what: 'No.', why: 'So.' }, helpers)).toMatchObject({ next, people });
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
