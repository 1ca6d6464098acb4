import { ManualClock } from '../../../kernel/spec/manual-clock';
import type { Pace } from '../../../kernel/pace';
import type { ProbeResult } from './health-probe';
import { TargetPool } from './target-pool';

const settings = {
  path: '/health',
  matcher: '200-299',
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};
/** A minute of three seconds. */
const pace: Pace = { minuteMs: 3000, ms: (seconds) => seconds * 50 };
const target = { id: '10.0.1.5', port: 80 };

describe('a target’s health', () => {
  let clock: ManualClock;
  let pool: TargetPool;
  let answer: (timeoutMs: number) => Promise<ProbeResult>;
  const answers = (result: ProbeResult): void => {
    answer = () => Promise.resolve(result);
  };
  const hangs = (): void => {
    answer = (timeoutMs) => new Promise((resolve) => clock.after(timeoutMs, () => resolve('timeout')));
  };
  const health = () => pool.health(target);

  beforeEach(() => {
    clock = new ManualClock();
    answers({ answered: 200 });
    pool = new TargetPool({
      clock,
      pace,
      probe: (_address, _path, timeoutMs) => answer(timeoutMs),
      addressOf: () => ({ host: '127.0.0.1', port: 1 }),
      settings: () => settings,
      deregistrationDelay: () => 30,
    });
    pool.use(true);
    pool.register(target);
  });
  afterEach(() => pool.close());

  it('begins as initial and is healthy after one pass', async () => {
    expect(health()).toMatchObject({ state: 'initial', reason: 'Elb.RegistrationInProgress' });
    await clock.advance(1);
    expect(health()).toEqual({ state: 'healthy' });
  });

  it('changes only after as many results in a row as the thresholds say', async () => {
    await clock.advance(400);
    answers({ answered: 503 });
    await clock.advance(1000);
    answers({ answered: 200 });
    await clock.advance(500);
    answers({ answered: 503 });
    await clock.advance(1000);
    expect(health()?.state).toBe('healthy');
    await clock.advance(500);
    expect(health()).toEqual({
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [503]',
    });
    answers({ answered: 204 });
    await clock.advance(500);
    expect(health()?.state).toBe('unhealthy');
    await clock.advance(500);
    expect(health()?.state).toBe('healthy');
  });

  it('lets unanswered checks overlap: the third fails five seconds after it began', async () => {
    hangs();
    await clock.advance(5990);
    expect(health()?.state).toBe('initial');
    await clock.advance(20);
    expect(health()).toEqual({ state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' });
  });

  it('is unused without a load balancer, and drains for the scaled delay once it got traffic', async () => {
    await clock.advance(1);
    pool.use(false);
    expect(health()?.reason).toBe('Target.NotInUse');
    pool.use(true);
    await clock.advance(1);
    expect(pool.next()?.target).toBe(target);
    pool.deregister(target);
    expect(pool.next()).toBeUndefined();
    expect(health()).toMatchObject({ state: 'draining', reason: 'Target.DeregistrationInProgress' });
    await clock.advance(1490);
    expect(health()?.state).toBe('draining');
    await clock.advance(20);
    expect(health()).toBeUndefined();
  });

  it('is gone at once when it never got traffic', async () => {
    answers('failed');
    await clock.advance(1100);
    expect(health()).toMatchObject({ state: 'unhealthy', reason: 'Target.FailedHealthChecks' });
    pool.deregister(target);
    expect(health()).toBeUndefined();
  });

  it('shares the traffic among the healthy, and among all when none is', async () => {
    const other = { id: '10.0.2.6', port: 80 };
    pool.register(other);
    await clock.advance(1);
    const turns = [1, 2, 3, 4].map(() => pool.next()?.target.id);
    expect(turns.filter((id) => id === target.id)).toHaveLength(2);
    expect(turns.filter((id) => id === other.id)).toHaveLength(2);
    answers('failed');
    await clock.advance(2000);
    expect(pool.counts()).toEqual({ healthy: 0, unhealthy: 2 });
    expect(pool.next()).toBeDefined();
  });
});
