import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Outsider } from '../access/access.types';
import type { Deployment } from '../deployments/deployment.types';
import { OutsideRecord } from '../deployments/outside-record.service';
import { InMemoryDeploymentRepository } from '../deployments/spec/deployments.in-memory.repository';
import { DEPLOYMENT } from '../deployments/spec/rollouts.fake';
import { NotPermittedError } from '../services/services.errors';
import { Deployers } from './deployers';
import { DeployerLook } from './outside.port';
import type { Registration } from './outside.types';
import { FakeOutsideAnnouncements, NOW } from './spec/outside-world';

beforeAll(() => Logger.overrideLogger(false));

const STARTED: Deployment = { ...DEPLOYMENT, actor: { outside: true }, startedAt: NOW };
const PIPELINE: Outsider = { outside: true, name: 'deploy-pipeline', as: 'role' };
const REGISTRAR: Outsider = { outside: true, name: 'ci', as: 'user' };
const denied = new NotPermittedError('cloudtrail:LookupEvents', { why: '', next: '', cause: undefined });

/** An AWS that knows from some moment on who it was. */
class Known extends DeployerLook {
  readonly askedAt: number[] = [];
  registered: Registration | Error = { at: NOW - 5000, tags: new Map() };
  from = Infinity;
  failure: Error | undefined;

  constructor(private readonly clock: ManualClock) {
    super();
  }

  override async registration(): Promise<Registration> {
    if (this.registered instanceof Error) throw this.registered;
    return this.registered;
  }

  override async caller(): Promise<Outsider | undefined> {
    this.askedAt.push((this.clock.now() - NOW) / 1000);
    if (this.failure) throw this.failure;
    return this.clock.now() - NOW >= this.from ? PIPELINE : undefined;
  }
}

function surroundings() {
  const clock = new ManualClock(NOW + 2000);
  const aws = new Known(clock);
  const repository = new InMemoryDeploymentRepository();
  const announcements = new FakeOutsideAnnouncements();
  const options = { deployerTags: ['deployed-by', 'DeployedBy'] };
  const deployers = new Deployers(aws, new OutsideRecord(repository), announcements, options, clock);
  const find = async (deployment = STARTED, ms = 30 * 60_000) => {
    await repository.save(deployment);
    deployers.find(deployment);
    await clock.advance(ms);
    return announcements.names;
  };
  return { clock, aws, repository, announcements, deployers, find };
}

describe('who started a deployment that nobody asked the bot for', () => {
  it('is who CloudTrail says, which is asked with growing waits until it knows; that is kept and told', async () => {
    const { aws, repository, find } = surroundings();
    aws.from = 300_000;
    expect(await find()).toEqual([[STARTED.id, PIPELINE]]);
    expect(aws.askedAt).toEqual([10, 60, 180, 360]);
    expect((await repository.latest(STARTED.ref))?.actor).toEqual(PIPELINE);
  });

  it('is whoever a tag of its own task definition names, the most telling first, and nobody is asked then', async () => {
    const { aws, find } = surroundings();
    const tags = new Map([
      ['DeployedBy', 'somebody'],
      ['deployed-by', ' release-train '],
    ]);
    aws.registered = { at: NOW - 5000, tags };
    expect(await find()).toEqual([[STARTED.id, { outside: true, name: 'release-train', as: 'tag' }]]);
    expect(aws.askedAt).toEqual([]);
  });

  it('is who registered the task definition where CloudTrail may not be asked, or never knows', async () => {
    const { aws, find } = surroundings();
    aws.registered = { at: NOW - 5000, tags: new Map(), by: REGISTRAR };
    aws.failure = denied;
    expect(await find()).toEqual([[STARTED.id, REGISTRAR]]);
    expect(aws.askedAt).toEqual([10]);
    const other = surroundings();
    other.aws.registered = aws.registered;
    expect(await other.find()).toEqual([[STARTED.id, REGISTRAR]]);
    expect(other.aws.askedAt).toEqual([10, 60, 180, 360, 600, 960]);
  });

  it('is nobody whom an older task definition names, nor one that the bot itself registered', async () => {
    const { aws, find } = surroundings();
    aws.registered = { at: NOW - 16 * 60_000, tags: new Map([['deployed-by', 'x']]), by: REGISTRAR };
    expect(await find()).toEqual([]);
    const other = surroundings();
    other.aws.registered = { ...aws.registered, at: NOW - 5000 };
    await other.repository.save({ ...DEPLOYMENT, id: 'dep-own' });
    expect(await other.find()).toEqual([]);
  });

  it('is asked for on though AWS fails once, and though the task definition cannot be read', async () => {
    const { aws, clock, find } = surroundings();
    aws.registered = new Error('gone');
    aws.failure = new Error('Rate exceeded');
    await find(STARTED, 20_000);
    aws.failure = undefined;
    aws.from = 0;
    await clock.advance(60_000);
    expect(aws.askedAt).toEqual([10, 60]);
  });

  it('is asked for once at once after a long time, and then as it is due', async () => {
    const { aws, clock, find } = surroundings();
    await clock.advance(200_000);
    expect(await find()).toEqual([]);
    expect(aws.askedAt).toEqual([202, 360, 600, 960]);
  });

  it('is not sought twice, nor where it is known or it was asked for, nor by a bot that ends', async () => {
    const { aws, deployers, find } = surroundings();
    deployers.find({ ...STARTED, actor: PIPELINE });
    deployers.find(DEPLOYMENT);
    deployers.find(STARTED);
    await find(STARTED, 20_000);
    expect(aws.askedAt).toEqual([10]);
    const other = surroundings();
    other.aws.from = 0;
    const sought = other.find();
    other.deployers.beforeApplicationShutdown();
    expect(await sought).toEqual([]);
    expect(other.aws.askedAt).toEqual([]);
  });
});
