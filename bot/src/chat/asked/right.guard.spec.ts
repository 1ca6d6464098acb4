import { Logger } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessService } from '../../domain/access/access.service';
import { InMemoryAuditTrail } from '../../domain/access/audit-trail.in-memory.repository';
import type { Right } from '../../domain/access/access.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { fakeInvocation } from '../spec/slack.fake';
import { RightGuard } from './right.guard';
import { RequiredRight } from './right.metadata';

beforeAll(() => Logger.overrideLogger(false));

const ADMINISTRATORS = ['U0CAT', 'U0DAN', 'U0EVE', 'U0FAY', 'U0GUS', 'U0HAL'];

function setUp(administrators = ADMINISTRATORS) {
  const trail = new InMemoryAuditTrail();
  const access = new AccessService({ operators: ['U0ANN'], administrators }, trail, new ManualClock());
  return { trail, guard: new RightGuard(new Reflector(), access) };
}

/** What Nest shows a guard of a handler that takes this right, called with this. */
function calling(right: Right | undefined, asked: unknown): ExecutionContext {
  const handler = () => undefined;
  if (right) RequiredRight(right)(handler);
  return { getHandler: () => handler, switchToRpc: () => ({ getContext: () => asked }) } as unknown as ExecutionContext;
}

const by = (user: string) => fakeInvocation('/ecs scale primes-api 4', user).invocation;

describe('a handler', () => {
  it.each([
    ['look', 'U0BEN'],
    ['operate', 'U0ANN'],
    ['administer', 'U0CAT'],
  ] as const)('that takes the right to %s is open to whoever has it', async (right, user) => {
    expect(await setUp().guard.canActivate(calling(right, by(user)))).toBe(true);
  });

  it('that names no right is closed to everybody', async () => {
    expect(await setUp().guard.canActivate(calling(undefined, by('U0CAT')))).toBe(false);
  });

  it('is closed to whatever did not come through the door', async () => {
    expect(await setUp().guard.canActivate(calling('look', { actor: { id: 'U0CAT' } }))).toBe(false);
  });

  it('that may not be called is written down, and whoever asked is told whom to ask', async () => {
    const { guard, trail } = setUp();
    const refused = guard.canActivate(calling('operate', by('U0BEN')));
    await expect(refused).rejects.toThrow('You may not change services, so nothing was done.');
    await expect(refused).rejects.toMatchObject({ people: ADMINISTRATORS.slice(0, 5) });
    expect(await trail.newest(2)).toMatchObject([
      { actor: { id: 'U0BEN' }, command: '/ecs scale primes-api 4', outcome: 'refused' },
    ]);
  });

  it('names nobody where there is no administrator', async () => {
    await expect(setUp([]).guard.canActivate(calling('operate', by('U0BEN')))).rejects.toThrow(
      'Whoever runs me can add you.',
    );
  });
});
