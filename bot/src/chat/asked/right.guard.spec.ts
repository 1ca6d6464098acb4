import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessService } from '../../domain/access/access.service';
import type { AuditEntry, Right } from '../../domain/access/access.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { fakeInvocation } from '../spec/slack.fake';
import { RightGuard } from './right.guard';
import { RequiredRight } from './right.metadata';

const audit: AuditEntry[] = [];
const trail = { append: async (entry: AuditEntry) => void audit.push(entry), newest: async () => [] };
const access = new AccessService({ operators: ['U0ANN'], administrators: ['U0CAT'] }, trail, new ManualClock());

/** Whether somebody is let through to a handler that needs a right, or names none. */
function passes(right: Right | undefined, asked: unknown): Promise<boolean> {
  const handler = (): void => undefined;
  if (right !== undefined) RequiredRight(right)(handler);
  const rpc = { getContext: () => asked };
  const context = { getHandler: () => handler, switchToRpc: () => rpc } as unknown as ExecutionContext;
  return new RightGuard(new Reflector(), access).canActivate(context);
}
const by = (user: string) => fakeInvocation('/ecs scale primes-api 4', user).invocation;

describe('the gate', () => {
  it('lets through whoever has the right', async () => {
    expect(await passes('operate', by('U0ANN'))).toBe(true);
    expect(await passes('look', by('U0BEN'))).toBe(true);
  });

  it('says to anybody else what is missing and who can add them, and writes it down', async () => {
    await expect(passes('operate', by('U0BEN'))).rejects.toMatchObject({
      what: 'You may not change services, so nothing was done.',
      why: 'That takes the right to operate, and you may look.',
      next: '<@U0CAT> can add you.',
    });
    expect(audit).toMatchObject([{ outcome: 'refused', command: '/ecs scale primes-api 4', channel: 'C0OPS' }]);
  });

  it('is closed before a handler that names no right, to everybody, and to what nobody asked', async () => {
    expect(await passes(undefined, by('U0CAT'))).toBe(false);
    expect(await passes('look', {})).toBe(false);
  });
});
