import type { CallHandler, ExecutionContext } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { lastValueFrom, of } from 'rxjs';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { Invocation } from './invocation';
import type { Replies } from './invocation';
import { TimingInterceptor } from './timing.interceptor';

// docs/security.md says which personal data is logged: whatever is logged of a person besides has to be said there.

const ANN = { id: 'U0ANN', name: 'ann', email: 'ann@example.com' };
const lines: unknown[] = [];
beforeAll(() => {
  const write = (line: unknown): void => void lines.push(line);
  Logger.overrideLogger({ log: write, warn: write, error: write });
});
afterEach(() => lines.splice(0));
afterAll(() => Logger.overrideLogger(false));

it('logs of a command who gave it by id alone, where, and what was typed', async () => {
  const replies = {} as Replies;
  const parts = { id: 'cmd-1', actor: ANN, channel: 'C0OPS', said: '/ecs status x', pressed: 'Status', replies };
  const context: Pick<ExecutionContext, 'switchToRpc' | 'getClass' | 'getHandler'> = {
    switchToRpc: () => ({ getContext: <T>() => new Invocation(parts) as T, getData: <T>() => ({}) as T }),
    getClass: <T>() => class StatusCommand {} as T & (new (...args: unknown[]) => unknown),
    getHandler: () => function run() {},
  };
  const next: CallHandler = { handle: () => of(undefined) };
  const clock = new ManualClock();
  await lastValueFrom(new TimingInterceptor(clock).intercept(context as ExecutionContext, next));
  const command = { msg: '/ecs status x', handler: 'StatusCommand.run', command: 'cmd-1' };
  expect(lines).toEqual([{ ...command, user: 'U0ANN', channel: 'C0OPS', ms: 0 }]);
});
