import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import { Channels } from '../../chat/slack/channels';
import type { Message } from '../../chat/slack/message.types';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { SlackPoster } from '../../chat/slack/slack-poster';
import { FAKE_OPTIONS, FakeSlack, fakeInvocation } from '../../chat/spec/slack.fake';
import { AccessService } from '../../domain/access/access.service';
import type { Actor, AuditEntry } from '../../domain/access/access.types';
import { ScalingService } from '../../domain/scaling/scaling.service';
import type {
  DesiredChange,
  DesiredPlan,
  RangeChange,
  ScalingState,
  TaskRange,
} from '../../domain/scaling/scaling.types';
import { ServicesService } from '../../domain/services/services.service';
import type { ServiceResolution } from '../../domain/services/service-resolution.types';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { amountSchema } from './amount';
import { ScaleAction } from './scale.action';
import { ScaleCommand } from './scale.command';
import { Scaler } from './scaler';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const STATE: ScalingState = {
  ref: REF,
  desired: 2,
  running: 2,
  pending: 0,
  range: { min: 2, max: 10 },
  scaleInSuspended: false,
  tracking: [],
  deploying: false,
};

/** Plans as the engine does for a range of 2-10 and AlarmLow in ALARM, and takes down what it is told to change. */
class FakeScaling extends ScalingService {
  readonly changes: unknown[] = [];

  constructor() {
    super({} as never, {} as never, {} as never);
  }

  override async describe(): Promise<ScalingState> {
    return STATE;
  }

  override async planDesired(_ref: typeof REF, to: number): Promise<DesiredPlan> {
    const decision = to > 10 ? 'refuse' : to < 2 ? 'confirm' : to === 2 ? 'same' : 'apply';
    const ranges = to > 10 ? [{ min: 2, max: to }] : [{ min: to, max: 10 }];
    return { state: STATE, from: 2, to, decision, outlook: { kind: 'within-a-minute' }, ranges };
  }

  override async setDesired(ref: typeof REF, after: number, actor: Actor, agreed?: unknown): Promise<DesiredChange> {
    this.changes.push({ after, actor: actor.id, command: actor.command, agreed });
    const ranges = [{ min: after, max: 10 }];
    return { ref, before: 2, after, range: { min: 2, max: 10 }, outlook: { kind: 'within-a-minute' }, ranges };
  }

  override async setRange(
    ref: typeof REF,
    after: TaskRange,
    plannedFrom: TaskRange,
    actor: Actor,
  ): Promise<RangeChange> {
    this.changes.push({ after, plannedFrom, actor: actor.id });
    return { ref, before: plannedFrom, after, desiredBefore: 2, desiredAfter: after.min };
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
  scaling: FakeScaling;
  audit: AuditEntry[];
  answers: Message[];
  scale: (words: string, channel?: string) => Promise<Message | undefined>;
  action: ScaleAction;
} {
  const [slack, scaling, clock] = [new FakeSlack(), new FakeScaling(), new ManualClock()];
  const audit: AuditEntry[] = [];
  const told: Message[] = [];
  const trail = { append: async (entry: AuditEntry) => void audit.push(entry), newest: async () => [] };
  const access = new AccessService({ operators: [], administrators: [] }, trail, clock);
  const scaler = new Scaler(scaling, access, new SlackPoster(slack.web, clock), FAKE_OPTIONS);
  const channels = new Channels(slack.web, clock);
  const command = new ScaleCommand(new ServiceDesk(new FakeServices(found), FAKE_OPTIONS), channels, scaling, scaler);
  return {
    slack,
    scaling,
    audit,
    answers: told,
    action: new ScaleAction(channels, scaler, FAKE_OPTIONS),
    scale: async (words, channel = 'C0OPS') => {
      const { invocation, answers } = fakeInvocation(`/ecs scale primes-api ${words}`, 'U0ANN', channel);
      const outcome = await command.run({ service: 'primes-api', tasks: amountSchema.parse(words) }, invocation);
      told.push(...answers);
      return outcome && 'blocks' in outcome ? outcome : undefined;
    },
  };
}

const posted = (slack: FakeSlack): Message => slack.to('chat.postMessage').at(-1) as unknown as Message;

describe('what to scale to', () => {
  it.each(['x', '-1', '4-', '4.5', '10-4', ''])('%p is refused in a sentence', (words) => {
    expect(amountSchema.safeParse(words).error?.issues[0]?.message).toMatch(
      /^(Say how many tasks|A range begins with)/,
    );
  });

  it('takes the dash a phone makes', () => {
    expect(amountSchema.parse('4–10')).toEqual({ kind: 'range', min: 4, max: 10 });
  });
});

describe('scale', () => {
  it('applies a number inside the range at once, says before, after and how long it holds, and offers the range', async () => {
    const { slack, scaling, audit, scale } = surroundings();
    expect(await scale('4')).toBeUndefined();
    expect(scaling.changes).toEqual([{ after: 4, actor: 'U0ANN', command: 'cmd-1', agreed: undefined }]);
    const message = posted(slack);
    expect(message.text).toBe(
      'primes/primes-api: 2 → 4 tasks. AlarmLow is in ALARM: 4 would be undone within a minute.',
    );
    expect(labelsOf(message)).toEqual(['Set range to 4-10', 'Back to 2']);
    const told = { before: 2, after: 4 };
    expect(valueOf(message, 'Set range to 4-10')).toEqual({
      v: 1,
      ref: REF,
      range: { min: 4, max: 10 },
      plannedFrom: { min: 2, max: 10 },
      story: told,
    });
    expect(JSON.stringify(message.blocks)).toContain('Asked by <@U0ANN>: `/ecs scale primes-api 4`');
    expect(JSON.stringify(message.blocks)).toContain('Undo: `/ecs scale primes/primes-api 2`');
    expect(audit).toMatchObject([{ outcome: 'done', ref: REF, detail: 'tasks → 4' }]);
    expect(problemsOf(message)).toEqual([]);
  });

  it('tells whoever asked what was done where the channel cannot be told', async () => {
    const { slack, scaling, answers, scale } = surroundings();
    slack.next.set('chat.postMessage', [{ ok: false, error: 'restricted_action' }]);
    await scale('4');
    expect(scaling.changes).toHaveLength(1);
    expect(answers.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^primes\/primes-api: 2 → 4 tasks\. .* This was done, but I could not post it/),
    ]);
  });

  it('asks in the channel before it goes to 0, and changes nothing until then', async () => {
    const { slack, scaling, scale, action } = surroundings();
    await scale('0');
    expect(scaling.changes).toEqual([]);
    expect(posted(slack).text).toContain('2 → 0 tasks? That stops every task');
    expect(labelsOf(posted(slack))).toEqual(['Set primes/primes-api to 0']);
    expect(JSON.stringify(posted(slack).blocks)).toContain('"confirm":{"title"');
    await action.set({ ref: REF, desired: 0, plannedFrom: 2 }, fakeInvocation('[Set]').invocation);
    expect(scaling.changes).toEqual([{ after: 0, actor: 'U0ANN', command: 'cmd-1', agreed: { plannedFrom: 2 } }]);
  });

  it('explains a number above the maximum privately and offers a range with the old one as planned from', async () => {
    const { slack, scaling, scale } = surroundings();
    const message = await scale('12');
    expect(scaling.changes).toEqual([]);
    expect(slack.to('chat.postMessage')).toEqual([]);
    expect(message?.text).toContain('was not set to 12. Automatic scaling keeps it between 2 and 10');
    expect(message && valueOf(message, 'Set range to 2-12')).toMatchObject({ plannedFrom: { min: 2, max: 10 } });
  });

  it('sets a range at once, but asks first where it takes tasks away', async () => {
    const { slack, scaling, scale } = surroundings();
    await scale('4-10');
    expect(scaling.changes).toEqual([{ after: { min: 4, max: 10 }, plannedFrom: { min: 2, max: 10 }, actor: 'U0ANN' }]);
    expect(posted(slack).text).toContain('range 2-10 → 4-10, 2 → 4 tasks');
    expect(labelsOf(posted(slack))).toEqual(['Back to 2-10']);
    await scale('0-1');
    expect(scaling.changes).toHaveLength(1);
    expect(posted(slack).text).toContain('range 2-10 → 0-1?');
    expect((await scale('2-10'))?.text).toContain('already');
  });

  it('changes nothing on a guess: the button shows the full target and both numbers', async () => {
    const { scaling, scale } = surroundings({ kind: 'guess', ref: REF });
    const message = await scale('4');
    expect(scaling.changes).toEqual([]);
    expect(message && labelsOf(message)).toEqual(['primes/primes-api: 2 → 4']);
    expect(message && valueOf(message, 'primes/primes-api: 2 → 4')).toEqual({
      v: 1,
      ref: REF,
      desired: 4,
      plannedFrom: 2,
    });
    const zero = await surroundings({ kind: 'guess', ref: REF }).scale('0');
    expect(zero && valueOf(zero, 'primes/primes-api: 2 → 0')).toEqual({ v: 1, command: 'scale primes/primes-api 0' });
  });

  it('changes nothing in a direct message, nor where the bot is not, nor when that cannot be asked', async () => {
    const { slack, scaling, scale } = surroundings();
    await expect(scale('4', 'D0ANN')).rejects.toThrow('Nothing was changed.');
    slack.next.set('conversations.info', [
      { ok: true, channel: { is_member: false } },
      { ok: false, error: 'channel_not_found' },
      { ok: false, error: 'missing_scope' },
    ]);
    await expect(scale('4')).rejects.toThrow('I am not in this channel');
    await expect(scale('4')).rejects.toThrow('I am not in this channel');
    await expect(scale('4')).rejects.toThrow('could not find out');
    expect(scaling.changes).toEqual([]);
  });
});
