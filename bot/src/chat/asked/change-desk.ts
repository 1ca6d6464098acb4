import { Injectable } from '@nestjs/common';
import type { Answer, Change, ChangeKindName, Origin, Proposal, Request } from '../../domain/changes/change.types';
import { ChangesService } from '../../domain/changes/changes.service';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { Channels } from '../slack/channels';
import type { Message } from '../slack/message.types';
import { Board } from '../told/board';
import { runButton } from '../words/buttons';
import type { ChangeOffer } from '../words/change-button';
import type { Command } from '../words/commands';
import { askView, changedView, guessView, proposalButton, sameView, targetWords, unseenView } from './change.view';
import type { Invocation } from './invocation';
import type { Outcome } from './outcome';

/** How a command draws what came of asking for a change, where its own words say more than the usual ones. */
export interface ChangeViews<Name extends ChangeKindName> {
  ask?(proposal: Proposal<Name>): Outcome | Promise<Outcome>;
  same?(answer: Extract<Answer<Name>, { kind: 'same' }>): Message;
}

/** What a person is asked to choose from. */
export interface Guesses<Name extends ChangeKindName> {
  /** What they called the service. */
  asked: string;
  refs: readonly ServiceRef[];
  wish: Request<Name>['wish'];
  /** The command in full, where no button can do it at once. */
  again: (service: ServiceRef) => Command;
}

/** Where commands ask for changes: what is asked from a channel has to be seen there, and what was changed is. */
@Injectable()
export class ChangeDesk {
  constructor(
    private readonly changes: ChangesService,
    private readonly channels: Channels,
    private readonly board: Board,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for a change, and says what came of it.
   * @throws UserError when the channel could not be told, or with what `ChangesService.ask` throws
   */
  async ask<Name extends ChangeKindName>(
    name: Name,
    { ref, wish }: Pick<Request<Name>, 'ref' | 'wish'>,
    invocation: Invocation,
    views: ChangeViews<Name> = {},
  ): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const { actor } = invocation;
    const answer = await this.changes.ask(name, { ref, wish, actor, origin: originOf(invocation) });
    const now = this.clock.now();
    switch (answer.kind) {
      case 'done':
        return this.tell(answer, invocation);
      case 'ask':
        return views.ask ? views.ask(answer) : askView(now, answer, askedBy(invocation));
      case 'same':
      default:
        return views.same?.(answer) ?? sameView(now, ref, answer.summary, answer.recent);
    }
  }

  /**
   * What less than a full name may have meant: in full, each with the button that does it. One that cannot be planned is
   * left out; if none can, its error is thrown.
   */
  async guess<Name extends ChangeKindName>(
    name: Name,
    { asked, refs, wish, again }: Guesses<Name>,
    invocation: Invocation,
  ): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const tried = await Promise.allSettled(refs.map((ref) => this.changes.propose(name, ref, wish)));
    const proposals = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = tried.find((one) => one.status === 'rejected');
    if (proposals.length === 0 && failed) throw failed.reason;
    return guessView(
      asked,
      proposals.map((proposal) => ({
        ...proposal,
        again: again(proposal.ref),
        // What has to be looked at first is asked as the full command, which shows it.
        button:
          proposal.judgement === 'run'
            ? proposalButton(proposal as Proposal<ChangeKindName>, { asked: askedBy(invocation) })
            : runButton(targetWords(proposal), again(proposal.ref)),
      })),
    );
  }

  /**
   * Puts a question into the channel, where everybody sees it; the change that answers it takes its place. Where it cannot
   * be put, whoever asked gets it.
   */
  async askInChannel({ id, channel }: Invocation, question: Message): Promise<Outcome> {
    const told = await this.board.show(`question:${id}`, channel, question);
    return told.kind === 'said' ? undefined : question;
  }

  /**
   * What was changed is announced in the channel; where that cannot be seen, whoever asked is told here. A private
   * message whose button was pressed says what was chosen, and has no buttons any more.
   */
  async tell({ change, announced }: Done, invocation: Invocation): Promise<Outcome> {
    if (invocation.clicked?.ephemeral) await invocation.replace(changedView(change));
    const told = await announced;
    return told.seen ? undefined : unseenView(change, told.why);
  }
}

type Done = { change: Change } & Pick<Extract<Answer<ChangeKindName>, { kind: 'done' }>, 'announced'>;

/** Who asked and in which words, for the button that is the answer to it. */
export function askedBy({ actor, said, pressed }: Invocation): NonNullable<ChangeOffer['asked']> {
  return { id: actor.id, name: actor.name, ...(pressed === undefined ? { said } : {}) };
}

/** Where an invocation came from. A button's command is not quoted: nobody typed it. */
export function originOf({ channel, said, pressed }: Invocation): Origin {
  return pressed === undefined ? { channel, said } : { channel, button: pressed };
}
