import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import type { ServiceObservation } from '../../domain/observations/observation.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { Doer } from '../../domain/access/access.types';
import { DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { ObservationsService } from '../../domain/observations/observations.service';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { ecsContainer, ecsDeployment, ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { StatusReader } from './status.reader';
import { statusTableView } from './status.table.view';
import { statusView } from './status.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const image = ecsContainer({ name: 'app', image: 'r/primes-api:1.0.0', digest: `sha256:${'a'.repeat(64)}` });
const events = [{ id: '1', at: NOW - 180_000, message: '(service primes-api) has reached a steady state. <!channel>' }];
const SEEN: ServiceObservation = {
  service: ecsService({ ref: REF, at: NOW, containers: [image], events }),
  at: NOW,
  range: { min: 2, max: 10, suspended: { in: true, out: true, scheduled: true } },
  load: { cpu: { percent: 34.6, at: NOW - 120_000 }, memory: { percent: 12, at: NOW - 120_000 } },
  alarms: [
    {
      name: 'low',
      state: 'ALARM',
      since: NOW,
      reason: '',
      metric: 'CPUUtilization',
      threshold: 54,
      tracking: 'low',
      idle: true,
    },
    {
      name: 'high',
      state: 'OK',
      since: NOW,
      reason: '',
      metric: 'CPUUtilization',
      threshold: 60,
      tracking: 'high',
      idle: false,
    },
  ],
  lastDeployment: {
    status: 'SUCCESSFUL',
    revision: 'primes-api:1',
    image: { image: 'r/primes-api:1.0.0', tag: '1.0.0' },
    createdAt: NOW,
    finishedAt: NOW,
  },
};
const words = (message: ReturnType<typeof statusView>): string => JSON.stringify(message.blocks);

describe('status of one service whose tasks die since it was done', () => {
  const relapse = { since: NOW - 60_000, lastAt: NOW - 30_000, died: 6, unhealthy: 0 };
  const headline = (more: Partial<typeof relapse>, ago = 0): string => {
    const relapsed = { doneAt: NOW - 240_000, relapse: { ...relapse, ...more } };
    return statusView(NOW + ago, { ...SEEN, relapsed }, { operate: false }).text;
  };

  it('is never steady', () => {
    expect(headline({})).toBe(
      'primes/primes-api: 2 of 2 running, 1.0.0, not steady: 6 tasks of 1.0.0 died since it was done 4 min ago',
    );
    expect(headline({ died: 0, unhealthy: 1 })).toContain('not steady: 1 task of 1.0.0 failed the health check since');
    const errors = { code: '502', share: 0.03, before: 0 };
    expect(headline({ died: 0, errors } as object)).toContain('not steady: 502 for 3 % of requests since it was done');
  });

  it('is steady again once nothing has gone wrong for minutes', () => {
    expect(headline({}, 300_000)).toContain('steady');
    expect(headline({}, 300_000)).not.toContain('not steady');
  });
});

describe('status of one service', () => {
  const message = statusView(NOW, SEEN, { operate: true });

  it('says counts, image and state first, and the facts with their units and times', () => {
    expect(message.text).toBe('primes/primes-api: 2 of 2 running, 1.0.0, steady');
    for (const fact of [
      'scales between 2 and 10, scaling suspended (out, in, scheduled)',
      '`sha256:aaaaaaaaaaaa`',
      '35 % (<!date^',
      '1.0.0 succeeded (`primes-api:1`), <!date^',
      '*Set to*\\n`1.0.0`',
    ]) {
      expect(words(message)).toContain(fact);
    }
    expect(problemsOf(message)).toEqual([]);
  });

  it('does not call the idle low alarm an alarm, and names one that is', () => {
    expect(words(message)).toContain('none in alarm; load is low enough to scale in');
    const ringing = SEEN.alarms as Exclude<typeof SEEN.alarms, { unknown: string }>;
    const loud = { ...SEEN, alarms: ringing.map((alarm) => ({ ...alarm, state: 'ALARM' as const })) };
    expect(words(statusView(NOW, loud, { operate: true }))).toContain('`high` in ALARM: CPUUtilization past 60');
  });

  it('lets nothing that ECS wrote page the channel', () => {
    expect(words(message)).toContain('&lt;!channel&gt;');
    expect(words(message)).not.toContain('<!channel>');
  });

  it('says what could not be found out, and why, beside everything else', () => {
    const denied = {
      ...SEEN,
      load: { unknown: 'cloudwatch:GetMetricData is missing' },
      service: { ...SEEN.service, containers: { unknown: 'no' } },
    };
    const service = ecsService({ ref: REF, at: NOW, containers: { unknown: 'no' } });
    const partial = statusView(NOW, { ...denied, service }, { operate: false });
    expect(partial.text).toBe('primes/primes-api: 2 of 2 running, steady');
    expect(words(partial)).toContain('unknown: cloudwatch:GetMetricData is missing');
  });

  it('offers a deployment only to who may, and owns up to a guess', () => {
    expect(labelsOf(message)).toContain('Deploy…');
    const guessed = statusView(NOW, SEEN, { operate: false }, 'primes');
    expect(labelsOf(guessed)).toEqual(['Refresh', 'Events', 'Tasks', 'Logs']);
    expect(words(guessed)).toContain('I took `primes` for `primes/primes-api`.');
  });
});

class Observed extends ObservationsService {
  constructor() {
    super({} as never, {} as never, {} as never, {} as never, {} as never);
  }

  override async observe(): Promise<ServiceObservation> {
    return SEEN;
  }
}

class Remembered extends DeploymentsService {
  constructor(
    private readonly own: Pick<Deployment, 'revision' | 'actor'> | undefined,
    private readonly outside?: Deployment,
  ) {
    super({} as never, {} as never, {} as never, {} as never);
  }

  override async latest(): Promise<Deployment | undefined> {
    return this.own as Deployment | undefined;
  }

  override async lastFromOutside(): Promise<Deployment | undefined> {
    return this.outside;
  }
}

describe('status of a service that is not at rest', () => {
  const seen = (service: EcsService, change: Partial<ServiceObservation> = {}): ServiceObservation => ({
    ...SEEN,
    service,
    ...change,
  });
  const hang = [ecsContainer({ image: 'r/primes-api:hang', tag: 'hang' })];
  const serving = ecsDeployment({
    primary: false,
    counts: { desired: 2, running: 2, pending: 0 },
    createdAt: NOW - 60_000,
  });
  const failing = ecsDeployment({
    id: 'ecs-svc/8341',
    revision: 'primes-api:6',
    containers: hang,
    rollout: 'in-progress',
    reason: 'ECS deployment ecs-svc/8341 in progress.',
    counts: { desired: 4, running: 4, pending: 0 },
    failedTasks: 2,
    createdAt: NOW - 30_000,
  });

  it('says what is set, what runs and what serves, since when, and what failed, without ids or words of ECS', () => {
    const service = ecsService({
      ref: REF,
      steady: false,
      revision: 'primes-api:6',
      containers: hang,
      counts: { desired: 4, running: 6, pending: 0 },
      deployments: [failing, serving],
    });
    const message = statusView(NOW, seen(service), { operate: true });
    expect(message.text).toBe(
      'primes/primes-api: hang is failing (2 failed starts in a row): 4 wanted; 6 run: 2 of 1.0.0 serve, 4 of hang starting',
    );
    expect(words(message)).toContain('*1.0.0* (`primes-api:1`): 2 of 2 running; it serves, deployed <!date^');
    expect(words(message)).toContain('*hang* (`primes-api:6`): 4 of 4 running, 2 failed starts in a row; under way');
    expect(words(message)).not.toMatch(/ecs-svc|in-progress|completed/);
    expect(problemsOf(message)).toEqual([]);
  });

  it('says whose a version is where there are several containers', () => {
    const two = [ecsContainer({ name: 'app' }), ecsContainer({ name: 'proxy', tag: '3', main: false })];
    const message = statusView(NOW, seen(ecsService({ ref: REF, containers: two })), { operate: true });
    expect(message.text).toBe('primes/primes-api: 2 of 2 running, app 1.0.0, steady');
    expect(words(message)).toContain('`1.0.0` `sha256:111111111111` in `app`');
  });

  it.each([['CODE_DEPLOY' as const], ['EXTERNAL' as const]])(
    'offers no deployment that it cannot do: %s',
    (controller) => {
      const message = statusView(NOW, seen(ecsService({ ref: REF, controller, deployments: [] })), { operate: true });
      expect(labelsOf(message)).toEqual(['Refresh', 'Events', 'Tasks', 'Logs']);
    },
  );

  it('says that a daemon has no number to set', () => {
    const message = statusView(NOW, seen(ecsService({ ref: REF, scheduling: 'DAEMON' })), { operate: true });
    expect(words(message)).toContain('a daemon: one task on each instance');
    expect(words(message)).not.toContain('scales between');
  });

  it.each([
    ['SUCCESSFUL', 'oom succeeded (`primes-api:2`), <!date'],
    ['IN_PROGRESS', 'oom is under way (`primes-api:2`), <!date'],
    ['ROLLBACK_IN_PROGRESS', 'oom failed; ECS rolls back to 1.0.0 (`primes-api:2`), <!date'],
    ['ROLLBACK_SUCCESSFUL', 'oom failed and was rolled back; 1.0.0 is back (`primes-api:2`), <!date'],
    ['ROLLBACK_FAILED', 'oom failed, and so did the way back to 1.0.0'],
    ['SOMETHING_NEW', 'oom: something new'],
  ])('says how the last deployment ended by what it brought, and whose it is of several: %s', (status, fact) => {
    const lastDeployment = {
      status,
      revision: 'primes-api:2',
      image: { image: 'r/primes-api:oom', tag: 'oom' },
      restored: { revision: 'primes-api:1', image: { image: 'r/primes-api:1.0.0', tag: '1.0.0' } },
      createdAt: NOW,
    };
    expect(words(statusView(NOW, { ...SEEN, lastDeployment }, { operate: true }))).toContain(fact);
    const one = { ...lastDeployment, container: 'app' };
    expect(words(statusView(NOW, { ...SEEN, lastDeployment: one }, { operate: true }))).toContain(`app ${fact}`);
  });
});

describe('who deployed last', () => {
  const shown = async (revision: string, actor: Doer = { id: 'U0ANN' }): Promise<string> => {
    const reader = new StatusReader(new Observed(), new Remembered({ revision, actor }));
    return words(statusView(NOW, await reader.one(REF), { operate: true }));
  };

  it('is said where it was by this bot, and only of that deployment', async () => {
    expect(await shown('primes-api:1')).toMatch(
      /1\.0\.0 succeeded \(`primes-api:1`\), <!date[^>]*>, asked for by <@U0ANN>/,
    );
    expect(await shown('primes-api:7')).not.toContain('U0ANN');
  });

  it('is said of what nobody asked this bot for, as far as it is known', async () => {
    const role = { outside: true, name: 'deploy-pipeline', as: 'role' } as const;
    expect(await shown('primes-api:1', role)).toMatch(/<!date[^>]*>, started by deploy-pipeline \(role\)/);
    expect(await shown('primes-api:1', { outside: true })).toMatch(/<!date[^>]*>, started from outside/);
  });
});

it('tells what this bot knows of a deployment after it was done', async () => {
  const relapse = { since: NOW - 60_000, lastAt: NOW - 30_000, died: 6, unhealthy: 0 };
  const known = { revision: 'primes-api:1', actor: { id: 'U0ANN' }, doneAt: NOW - 90_000, relapse };
  const seen = await new StatusReader(new Observed(), new Remembered(known)).one(REF);
  expect(statusView(NOW, seen, { operate: true }).text).toContain('not steady: 6 tasks of 1.0.0 died');
});

describe('what others would put back', () => {
  const by = { outside: true, name: 'deploy-pipeline', as: 'role', through: 'Terraform' } as const;
  const brought = async (to: Deployment['to'], container = 'app'): Promise<string> => {
    const outside = { ...DEPLOYMENT, actor: by, to, container, startedAt: NOW - 7_200_000 };
    const reader = new StatusReader(new Observed(), new Remembered(undefined, outside));
    return words(statusView(NOW, await reader.one(REF), { operate: true }));
  };

  it('is said where it is another image than the one that is set', async () => {
    expect(await brought({ image: 'r/primes-api:0.9.0', tag: '0.9.0' })).toMatch(
      /not made through me, by deploy-pipeline \(role\) with Terraform, <[^>]*>, brought `0\.9\.0`; `1\.0\.0` is set since\. The next run of what made it may put `0\.9\.0` back\./,
    );
    expect(await brought({ image: 'r/primes-api:1.0.0', tag: '1.0.0', digest: `sha256:${'b'.repeat(64)}` })).toContain(
      'may put `1.0.0` back',
    );
  });

  it('is not said of the same image, by whatever tag, nor of a container that is there no more', async () => {
    const same = { image: 'r/primes-api:stable', tag: 'stable', digest: `sha256:${'a'.repeat(64)}` };
    expect(await brought(same)).not.toContain('not made through me');
    expect(await brought({ image: 'r/primes-api:1.0.0', tag: '1.0.0' })).not.toContain('not made through me');
    expect(await brought({ image: 'r/x:1', tag: '1' }, 'gone')).not.toContain('not made through me');
  });

  it('fits into a message at its extremes', async () => {
    const outside = {
      ...DEPLOYMENT,
      container: 'app',
      to: { image: '<ש>'.repeat(1000) },
      actor: { ...by, name: '<ש>'.repeat(1000) },
    };
    const seen = await new StatusReader(new Observed(), new Remembered(undefined, outside)).one(REF);
    expect(problemsOf(statusView(NOW, seen, { operate: true }))).toEqual([]);
  });
});

describe('status of all', () => {
  const line = (change: Parameters<typeof ecsService>[0]) => ({
    ref: REF,
    service: ecsService({ at: NOW, ...change }),
  });

  it('is a line each, an unreadable one with its reason', () => {
    const other = { ...REF, environment: 'prod' };
    const message = statusTableView(
      NOW,
      [line({}), { ref: other, service: { unknown: 'ecs:DescribeServices is missing' } }],
      [],
    );
    expect(message.text.split('\n')).toEqual([
      'primes/primes-api: 2 of 2 running, 1.0.0, steady',
      'prod:primes/primes-api: unknown: ecs:DescribeServices is missing',
    ]);
    expect(problemsOf(message)).toEqual([]);
  });

  it('has a row for each environment that cannot be read: it would look complete without', () => {
    const unread = [{ environment: 'prod', why: 'AWS does not let me call ecs:ListServices. <!channel>' }];
    const message = statusTableView(NOW, [line({})], unread);
    expect(message.text.split('\n')[0]).toBe(
      'prod: cannot be read: AWS does not let me call ecs:ListServices. <!channel>',
    );
    expect(words(message)).toContain('*1 service, 1 environment cannot be read*');
    expect(words(message)).toContain('`prod`  cannot be read: AWS does not let me call ecs:ListServices.');
    expect(words(message)).not.toContain('<!channel>');
    expect(words(statusTableView(NOW, [], unread))).not.toContain('There are no');
  });

  it('calls no container’s version the service’s where none is', () => {
    const containers = [
      { name: 'a', image: 'r/a:1', tag: '1', main: false },
      { name: 'b', image: 'r/b:2', tag: '2', main: false },
    ];
    expect(statusTableView(NOW, [line({ containers })], []).text).toContain('2 of 2 running, 2 containers, steady');
  });

  it('says as of when it is, by its oldest line', () => {
    const message = statusTableView(NOW, [line({}), line({ at: NOW - 4000 })], []);
    expect(words(message)).toContain(`As of <!date^${(NOW - 4000) / 1000}`);
  });

  it('fits into a message however many there are', () => {
    const many = Array.from({ length: 400 }, (_, n) => ({ ...line({}), ref: { ...REF, service: `svc-${n}` } }));
    expect(problemsOf(statusTableView(NOW, many, []))).toEqual([]);
  });
});
