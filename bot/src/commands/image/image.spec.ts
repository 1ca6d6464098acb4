import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { Channels } from '../../chat/slack/channels';
import type { Message } from '../../chat/slack/message.types';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Noticeboard } from '../../chat/told/noticeboard';
import { FAKE_OPTIONS, FakeSlack, fakeInvocation } from '../../chat/spec/slack.fake';
import { AccessService } from '../../domain/access/access.service';
import type { Actor, AuditEntry } from '../../domain/access/access.types';
import type { Deployment, DeploymentPlan } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { UnknownImageError } from '../../domain/images/images.service';
import { ServicesService } from '../../domain/services/services.service';
import type { ServiceResolution } from '../../domain/services/service-resolution.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { UserError } from '../../kernel/user-error';
import { ImageStartAction } from './image.action';
import { ImageCommand } from './image.command';
import { Planner } from './planner';
import { DeploymentStarter } from './starter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const PLAN: DeploymentPlan = {
  ref: REF,
  container: 'app',
  from: { image: 'r/primes-api:1.0.0', tag: '1.0.0', digest: `sha256:${'a'.repeat(64)}` },
  to: { image: 'r/primes-api:1.1.0', tag: '1.1.0', digest: `sha256:${'b'.repeat(64)}` },
  plannedFrom: 'primes-api:1',
  same: false,
  desired: 2,
};

class FakeDeployments extends DeploymentsService {
  readonly started: { plannedFrom: string; actor: Actor }[] = [];
  change: Partial<DeploymentPlan> = {};
  trouble: UserError | undefined;

  constructor() {
    super({} as never, {} as never, {} as never, {} as never, {} as never);
  }

  override async plan(): Promise<DeploymentPlan> {
    if (this.trouble) throw this.trouble;
    return { ...PLAN, ...this.change };
  }

  override async start({ plannedFrom, ...plan }: DeploymentPlan, actor: Actor): Promise<Deployment> {
    if (plannedFrom !== 'primes-api:1') throw new UserError({ what: 'stale' });
    this.started.push({ plannedFrom, actor });
    const handle = { id: 'ecs-svc/1', revision: 'primes-api:2' };
    return {
      ...plan,
      id: 'dep-1',
      actor,
      startedAt: 0,
      revision: 'primes-api:2',
      previousRevision: plannedFrom,
      handle,
    };
  }
}

class FakeServices extends ServicesService {
  constructor(private readonly found: ServiceResolution) {
    super({} as never, {} as never, {} as never);
  }

  override async resolve(): Promise<ServiceResolution> {
    return this.found;
  }
}

function surroundings(found: ServiceResolution = { kind: 'exact', ref: REF }): {
  slack: FakeSlack;
  deployments: FakeDeployments;
  board: Noticeboard;
  announced: string[];
  audit: AuditEntry[];
  image: (channel?: string) => Promise<Message | undefined>;
  action: ImageStartAction;
} {
  const [slack, deployments, board, clock] = [
    new FakeSlack(),
    new FakeDeployments(),
    new Noticeboard(),
    new ManualClock(),
  ];
  const [announced, audit]: [string[], AuditEntry[]] = [[], []];
  board.show('deployment', async ({ id }, { channel, said }) => void announced.push(`${id} ${channel} ${said}`));
  const trail = { append: async (entry: AuditEntry) => void audit.push(entry), newest: async () => [] };
  const access = new AccessService({ operators: [], administrators: [] }, trail, clock);
  const [channels, planner] = [new Channels(slack.web, new ManualClock()), new Planner(deployments)];
  const starter = new DeploymentStarter(deployments, access, board);
  const desk = new ServiceDesk(new FakeServices(found), FAKE_OPTIONS);
  const command = new ImageCommand(desk, channels, planner, starter, clock);
  return {
    slack,
    deployments,
    board,
    announced,
    audit,
    action: new ImageStartAction(channels, planner, starter, FAKE_OPTIONS),
    image: async (channel = 'C0OPS') => {
      const { invocation } = fakeInvocation('/ecs image primes-api 1.1.0', 'U0ANN', channel);
      const outcome = await command.run({ service: 'primes-api', image: '1.1.0' }, invocation);
      return outcome && 'blocks' in outcome ? outcome : undefined;
    },
  };
}

const START = { ref: REF, image: 'r/primes-api:1.1.0', container: 'app' };

describe('image', () => {
  it('starts what was named in full, writes it down and puts it on the noticeboard', async () => {
    const { deployments, announced, audit, image } = surroundings();
    expect(await image()).toBeUndefined();
    expect(deployments.started).toEqual([{ plannedFrom: 'primes-api:1', actor: { id: 'U0ANN', command: 'cmd-1' } }]);
    expect(announced).toEqual(['dep-1 C0OPS /ecs image primes-api 1.1.0']);
    expect(audit).toMatchObject([{ outcome: 'done', detail: '1.0.0 → 1.1.0' }]);
  });

  it('starts nothing on a guess; the button carries the full target and the revision it was planned from', async () => {
    const { deployments, image, action } = surroundings({ kind: 'guess', ref: REF });
    const message = await image();
    expect(deployments.started).toEqual([]);
    expect(message && labelsOf(message)).toEqual(['primes/primes-api: 1.0.0 → 1.1.0']);
    expect(message && valueOf(message, 'primes/primes-api: 1.0.0 → 1.1.0')).toEqual({
      v: 1,
      ...START,
      plannedFrom: 'primes-api:1',
    });
    expect(message && problemsOf(message)).toEqual([]);
    await action.run({ ...START, plannedFrom: 'primes-api:1' }, fakeInvocation('[x]').invocation);
    expect(deployments.started).toHaveLength(1);
  });

  it('refuses a button that was planned from another revision', async () => {
    const { deployments, audit, action } = surroundings();
    await expect(
      action.run({ ...START, plannedFrom: 'primes-api:0' }, fakeInvocation('[x]').invocation),
    ).rejects.toThrow('stale');
    expect(deployments.started).toEqual([]);
    expect(audit).toMatchObject([{ outcome: 'failed' }]);
  });

  it('says that it runs already and offers nothing that changes anything', async () => {
    const { deployments, image } = surroundings();
    deployments.change = { same: true };
    const message = await image();
    expect(message?.text).toBe('primes/primes-api runs 1.1.0 already. Nothing was changed.');
    expect(message && labelsOf(message)).toEqual(['Status']);
    expect(deployments.started).toEqual([]);
  });

  it('asks where the registry cannot be read, or another deployment would be replaced', async () => {
    const { deployments, image } = surroundings();
    deployments.change = {
      unchecked: 'ecr:DescribeImages is missing',
      underWay: { revision: 'primes-api:9', startedAt: 0 },
    };
    const message = await image();
    expect(message?.text).toContain('I cannot check whether `1.1.0` exists: ecr:DescribeImages is missing');
    expect(message?.text).toContain('`primes-api:9` is under way');
    expect(deployments.started).toEqual([]);
  });

  it('answers a tag that does not exist with buttons of those that do', async () => {
    const { deployments, image } = surroundings();
    const newest = ['1.2.0', '1.1.0'].map((tag) => ({ digest: `sha256:${tag}`, tags: [tag], pushedAt: 0 }));
    deployments.trouble = new UnknownImageError(REF, 'r/primes-api', '9.9.9', newest);
    await expect(image()).rejects.toMatchObject({
      what: 'r/primes-api has no image 9.9.9. Nothing was changed.',
      steps: [
        { do: 'set-image', ref: REF, image: '1.2.0' },
        { do: 'set-image', ref: REF, image: '1.1.0' },
      ],
    });
  });

  it('starts nothing that nobody would see', async () => {
    const { deployments, image } = surroundings();
    await expect(image('D0ANN')).rejects.toThrow('Nothing was changed.');
    expect(deployments.started).toEqual([]);
  });

  it('shows the exact command, not a button, when there is no such service', async () => {
    const { image } = surroundings({ kind: 'none', nearest: [REF] });
    await expect(image()).rejects.toMatchObject({
      what: 'There is no service `primes-api`. Nothing was changed.',
      next: 'Did you mean `/ecs image primes/primes-api 1.1.0`?',
      steps: [{ label: 'All services' }],
    });
  });
});
