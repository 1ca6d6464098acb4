import { ManualClock } from '../../../kernel/spec/manual-clock';
import { Pace } from '../../../kernel/pace';
import { ContainerHealth } from './container-health';

describe('the health of a container', () => {
  let clock: ManualClock;
  let countedSince: number | undefined;
  beforeEach(() => {
    clock = new ManualClock();
    countedSince = undefined;
  });

  /** Begins checks every ten seconds whose answers are given in turn; the last one stays. */
  function begin(answers: boolean[], check: object = {}, listens = false): ContainerHealth {
    const process = {
      countedSince: () => countedSince,
      stop: () => {},
      check: (_: readonly string[], __: number, done: (passed: boolean) => void) =>
        done(answers.length > 1 ? answers.shift()! : answers[0]!),
    };
    const all = { command: ['CMD', 'true'], interval: 10, retries: 2, ...check };
    const container = { check: all, process, startedAt: clock.now(), listens };
    return new ContainerHealth(container, clock, new Pace(60_000), () => {});
  }
  const statuses = async (health: ContainerHealth, checks: number) => {
    const seen: string[] = [];
    for (let check = 0; check < checks; check++) {
      await clock.advance(10_000);
      seen.push(health.status);
    }
    return seen;
  };

  it('is lost with failures in a row only', async () => {
    const health = begin([true, false, true, false, false, true]);
    expect(await statuses(health, 6)).toEqual(['HEALTHY', 'HEALTHY', 'HEALTHY', 'HEALTHY', 'UNHEALTHY', 'HEALTHY']);
  });

  it('is not lost in the start period', async () => {
    const health = begin([false], { startPeriod: 35 });
    expect(await statuses(health, 5)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNHEALTHY']);
  });

  it('can be lost in the start period once a check has passed', async () => {
    const health = begin([false, true, false], { startPeriod: 100 });
    expect(await statuses(health, 4)).toEqual(['UNKNOWN', 'HEALTHY', 'HEALTHY', 'UNHEALTHY']);
  });

  it('is not lost before a container that is to listen does', async () => {
    const health = begin([false], {}, true);
    expect(await statuses(health, 3)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
    countedSince = clock.now();
    expect(await statuses(health, 2)).toEqual(['UNKNOWN', 'UNHEALTHY']);
  });

  it('stays as it was when the container has ended', async () => {
    const health = begin([true, false]);
    await statuses(health, 1);
    health.close();
    expect(await statuses(health, 5)).toEqual(Array(5).fill('HEALTHY'));
  });

  it.each([
    [
      ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'],
      ['/bin/sh', '-c', 'curl -f http://localhost/ || exit 1'],
    ],
    [
      ['CMD', 'pg_isready', '-q'],
      ['pg_isready', '-q'],
    ],
    [['curl -f http://localhost/'], ['/bin/sh', '-c', 'curl -f http://localhost/']],
    [['NONE'], undefined],
    [[], undefined],
  ])('is checked by the command of %j', (command, run) => {
    expect(ContainerHealth.command({ command })).toEqual(run);
  });
});
