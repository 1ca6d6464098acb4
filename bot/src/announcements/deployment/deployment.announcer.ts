import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import { Board } from '../../chat/told/board';
import { originWords } from '../../chat/words/origin';
import type { Announced, Change } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { DeploymentsService, riseOf, verdictOf } from '../../domain/deployments/deployments.service';
import { Clock } from '../../kernel/clock';
import { AnnouncementsOptions } from '../announcements.options';
import { DeploymentTurns } from './deployment.turns';
import type { Turn } from './deployment.turns';
import { deploymentView, endView, leftReplyView, leftView, riseView, startedView } from './deployment.view';

/** How long a shutdown waits for the last states to be drawn. */
const LEAVING_MS = 2000;
/** The ends that the whole channel should see, not only who asked. */
const TROUBLE: ReadonlySet<VerdictKind> = new Set(['rolled-back', 'failed', 'partly']);

/** Where and how one is told of. */
interface Telling {
  channel: string;
  asked: string;
  /** What its message says now. */
  last: Message;
  /** It may be known better by now: another bot may have followed it meanwhile, to its end even. */
  isOld?: boolean;
}

/** Shows every deployment that the bots start as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();
  /** By the deployment's id. */
  private readonly followed = new Map<string, Promise<void>>();

  constructor(
    private readonly board: Board,
    private readonly deployments: DeploymentsService,
    private readonly turns: DeploymentTurns,
    private readonly clock: Clock,
    private readonly options: AnnouncementsOptions,
  ) {}

  /** Whoever reads a message afterwards must not take it for the present. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const drawn = new AbortController();
    const last = Promise.all(this.followed.values()).then(() => this.board.settled());
    await Promise.race([last, this.clock.sleep(LEAVING_MS, drawn.signal)]);
    drawn.abort();
  }

  /** Resolves when the first state stands, or never will; the rest follows by itself. */
  async show(change: Change<'image'> | Change<'restart'>): Promise<Announced> {
    const { result: deployment, origin } = change;
    if (deployment === undefined) return { seen: true };
    const asked = originWords(change);
    const first = startedView(deployment, asked, this.clock.now());
    // Where it is followed on already its message stands, or will.
    if (this.followed.has(deployment.id)) return { seen: true };
    if (origin.message) this.board.adopt(deployment.id, origin.message);
    const told = this.board.show(deployment.id, origin.channel, first);
    this.begin(deployment, { channel: origin.channel, asked, last: first });
    const said = await told;
    return said.kind === 'said' ? { seen: true } : { seen: false, why: said.why };
  }

  isFollowing({ id }: Deployment): boolean {
    return this.followed.has(id);
  }

  /** Goes on in the message that was shown by a bot that is gone, if no other bot does. */
  goOn(change: Change<'image'> | Change<'restart'>): void {
    const { result: deployment, origin } = change;
    if (deployment === undefined || this.isFollowing(deployment)) return;
    const asked = originWords(change);
    const last = startedView(deployment, asked, this.clock.now());
    // That one may have ended before it drew anything.
    if (origin.message) this.board.adopt(deployment.id, origin.message);
    this.begin(deployment, { channel: origin.channel, asked, last, isOld: true });
  }

  private begin(deployment: Deployment, telling: Telling): void {
    const { id } = deployment;
    const follow = this.followInTurn(deployment, telling)
      .catch((error: unknown) => {
        this.logger.error({ msg: `The message of ${id} is no longer kept up to date.`, err: error });
      })
      .finally(() => this.followed.delete(id));
    this.followed.set(id, follow);
  }

  /** Follows it while that is this bot's turn. What was lost is taken up again where no other bot has it by then. */
  private async followInTurn(deployment: Deployment, telling: Telling): Promise<void> {
    const { signal } = this.leaving;
    for (let { isOld = false } = telling; !signal.aborted; isOld = true) {
      const turn = await this.turns.take(deployment, isOld, signal);
      if (turn === undefined) return;
      const { lease } = turn;
      const letGo = (): void => this.board.letGo(deployment.id);
      lease.over.addEventListener('abort', letGo, { once: true });
      const isOver = await this.follow(turn, telling);
      lease.over.removeEventListener('abort', letGo);
      // At a shutdown all turns are given back once the last states are drawn.
      if (isOver && !signal.aborted) return lease.giveBack();
    }
  }

  /** Whether nobody has to follow it any more. */
  private async follow({ lease, known }: Turn, { channel, asked, last }: Telling): Promise<boolean> {
    const { deployment, failing } = known;
    const { id } = deployment;
    const signal = AbortSignal.any([this.leaving.signal, lease.over]);
    const told: Promise<boolean>[] = [];
    let before: DeploymentSnapshot | undefined;
    for await (const snapshot of this.deployments.watch(deployment, signal, failing)) {
      if (!lease.isHeld) return false;
      last = deploymentView(snapshot, asked);
      const { terminal, kind } = verdictOf(snapshot);
      void this.board.show(id, channel, last, { last: terminal });
      // Slack notifies nobody of an edit: its end, and before and after that that it gets worse, whoever asked is told.
      if (terminal) told.push(this.end(snapshot, TROUBLE.has(kind)));
      const rise = riseOf(before, snapshot);
      if (rise !== undefined) told.push(this.reply(snapshot, rise, riseView(snapshot), true));
      before = snapshot;
    }
    if (!signal.aborted) {
      if ((await Promise.all(told)).includes(false)) return false;
      await this.leave(deployment);
      return true;
    }
    // Whoever comes after goes on in the same message, and nobody has to know; of what is done there is nothing to add.
    if (this.options.isHandedOver || deployment.doneAt !== undefined || isRolledOut(before)) return false;
    void this.board.show(id, channel, leftView(last), { last: true });
    void this.board.reply(id, 'left', leftReplyView(deployment));
    return false;
  }

  /** Resolves when it was told, and it is known that it was. */
  private async end(snapshot: DeploymentSnapshot, broadcast: boolean): Promise<boolean> {
    const isTold = await this.reply(snapshot, 'end', endView(snapshot), broadcast);
    if (!isTold || verdictOf(snapshot).kind !== 'succeeded') return isTold;
    await this.deployments.settle(snapshot).catch((error: unknown) => {
      this.logger.error({ msg: `That ${snapshot.deployment.id} is done could not be written down.`, err: error });
    });
    return true;
  }

  /** Whether nobody else has to say it any more. */
  private async reply(
    { deployment }: DeploymentSnapshot,
    name: string,
    words: Message,
    broadcast: boolean,
  ): Promise<boolean> {
    const told = await this.board.reply(deployment.id, name, words, { broadcast });
    return told.kind !== 'left';
  }

  private async leave(deployment: Deployment): Promise<void> {
    await this.deployments.leave(deployment).catch((error: unknown) => {
      this.logger.error({ msg: `That the end of ${deployment.id} was told could not be written down.`, err: error });
    });
  }
}

function isRolledOut(snapshot: DeploymentSnapshot | undefined): boolean {
  return snapshot !== undefined && (verdictOf(snapshot).terminal || snapshot.doneAt !== undefined);
}
