import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { ChangesService } from '../../domain/changes/changes.service';
import type { Origin } from '../../domain/changes/change.types';
import { Clock } from '../../kernel/clock';
import { Channels } from '../slack/channels';
import { CHANGE_ACTION, changePayload, JOB_ACTION } from '../words/change-button';
import { oldButton } from '../words/payload';
import { askedBy, ChangeDesk, originOf } from './change-desk';
import { askView, sameView } from './change.view';
import type { Invocation } from './invocation';
import type { Outcome } from './outcome';
import { Action } from './subcommand.decorator';
import type { ActionSpec } from './subcommand.types';

const makeSpec = { id: CHANGE_ACTION, right: 'operate', payload: changePayload } satisfies ActionSpec;
const jobSpec = { id: JOB_ACTION, right: 'run', payload: changePayload } satisfies ActionSpec;

type Payload = z.output<typeof changePayload>;

/** The button that makes a change, whatever its kind. It carries the plan's world and is refused in another one. */
@Controller()
export class ChangeAction {
  constructor(
    private readonly changes: ChangesService,
    private readonly channels: Channels,
    private readonly desk: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Action(makeSpec)
  async make(payload: Payload, invocation: Invocation): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const { kind, ref, wish, basis: agreed, isUnseen } = payload;
    const origin = originOfClick(payload, invocation);
    const answer = await this.changes.askAs(kind, { ref, wish, actor: invocation.actor, origin, agreed, isUnseen });
    if (answer === undefined) throw oldButton();
    if (answer.kind === 'done') return this.desk.tell(answer, invocation);
    if (answer.kind === 'ask') return askView(this.clock.now(), answer, askedBy(invocation));
    return sameView(this.clock.now(), ref, answer.summary);
  }

  /** Whoever may run jobs need not be one who may deploy. What kind it really is, is asked again for its own right. */
  @Action(jobSpec)
  job(payload: Payload, invocation: Invocation): Promise<Outcome> {
    return this.make(payload, invocation);
  }
}

function originOfClick({ asked, inPlace, before }: Payload, invocation: Invocation): Origin {
  const { clicked, channel } = invocation;
  const by = asked && { id: asked.id, ...(asked.name === undefined ? {} : { name: asked.name }) };
  return {
    ...originOf(invocation),
    ...(by ? { askedBy: by } : {}),
    ...(asked?.said === undefined ? {} : { said: asked.said }),
    ...(inPlace && clicked && !clicked.ephemeral ? { message: { channel, ts: clicked.ts } } : {}),
    ...(before === undefined ? {} : { before }),
  };
}
