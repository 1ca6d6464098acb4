import { Logger } from '@nestjs/common';
import { InMemoryAuditTrail } from './audit-trail.in-memory.repository';

// docs/security.md says which personal data is logged: whatever is logged of a person besides has to be said there.

it('logs of a change who made it, by id and user name, and what was typed', async () => {
  const lines: unknown[] = [];
  Logger.overrideLogger({ log: (line) => lines.push(line), warn: () => {}, error: () => {} });
  const actor = { id: 'U0ANN', name: 'ann', command: 'cmd-1' };
  const ref = { environment: 'default', cluster: 'primes', service: 'x' };
  const entry = { actor, command: '/ecs scale x 4', outcome: 'done', ref, detail: '2 → 4 tasks', at: 1 } as const;
  await new InMemoryAuditTrail().append(entry);
  Logger.overrideLogger(false);
  expect(lines).toEqual([{ msg: 'done: /ecs scale x 4', ...entry }]);
});
