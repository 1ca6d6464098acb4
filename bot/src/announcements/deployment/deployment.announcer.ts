import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import { Board } from '../../chat/told/board';
import { originWords, outsiderWords } from '../../chat/words/origin';
import { isOutsider } from '../../domain/access/access.types';
import type { Outsider } from '../../domain/access/access.types';
import type { Announced, DeployingChange } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { DeploymentsService, riseOf, verdictOf } from '../../domain/deployments/deployments.service';
import { BoundedMap } from '../../kernel/bounded-map';
import { Clock } from '../../kernel/clock';
import { AnnouncementsOptions } from '../announcements.options';
import { channelOf } from '../service-channels';
import { DeploymentDetails } from './deployment.details';
import { DeploymentTurns } from './deployment.turns';
import type { Turn } from './deployment.turns';
import { deploymentView, endView, leftReplyView, leftView, riseView, startedView } from './deployment.view';
import { PauseMessages } from './pause.message';

/** How long a shutdown waits for the last states to be drawn. */
const LEAVING_MS = 2000;
/** The ends that the whole channel should see, not only who asked. */
const TROUBLE: ReadonlySet<VerdictKind> = new Set(['rolled-back', 'failed', 'partly']);

/** The ends that nobody need be told of who did not ask for them. */
const QUIET: ReadonlySet<VerdictKind> = new Set(['succeeded', 'superseded']);
/** Of so many that others started it may be found out late who it was. */
const NAMED_LATE = 100;

/** Where and how one is told of. */
interface Telling {
  channel: string;
  asked: string;
  /** What its message says now. */
  last: Message;
  /** It may be known better by now: another bot may have followed it meanwhile, to its end even. */
  isOld?: boolean;
  /** What this bot drew it from last, while it is its turn to. */
  snapshot?: DeploymentSnapshot | undefined;
}

/** Shows every deployment that the bots start, or see others start, as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();
  /** By the deployment's id. */
  private readonly followed = new Map<string, Promise<void>>();
  /** Those that others started, by the deployment's id; after their end too. */
  private readonly outside = new BoundedMap<string, Telling>(NAMED_LATE);

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
  async show(change: DeployingChange): Promise<Announced> {
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
  goOn(change: DeployingChange): void {
    const { result: deployment, origin } = change;
    if (deployment === undefined || this.isFollowing(deployment)) return;
    const asked = originWords(change);
    const last = startedView(deployment, asked, this.clock.now());
    // That one may have ended before it drew anything.
    if (origin.message) this.board.adopt(deployment.id, origin.message);
    this.begin(deployment, { channel: origin.channel, asked, last, isOld: true });
  }

  /**
   * Shows one that others started in its service's channel, or goes on in the message that stands there.
   * @param isOld another bot may have told of it
   */
  showOutside(deployment: Deployment, isOld: boolean): void {
    if (this.isFollowing(deployment) || !isOutsider(deployment.actor)) return;
    const channel = channelOf(this.options.serviceChannels, deployment.ref) ?? this.options.alertsChannel;
    const asked = outsiderWords(deployment.actor);
    const telling = { channel, asked, last: startedView(deployment, asked, this.clock.now()), isOld };
    this.outside.set(deployment.id, telling);
    // It may be long over: the first that is drawn of it is what is so.
    this.begin(deployment, telling);
  }

  /** It is known by now who started it: its message says so, after its end too. */
  named({ id }: Deployment, doer: Outsider): void {
    const telling = this.outside.get(id);
    if (telling === undefined) return;
    telling.asked = outsiderWords(doer);
    const { snapshot, channel, asked } = telling;
    if (snapshot === undefined) return;
    void this.board.show(id, channel, deploymentView(snapshot, asked), { last: verdictOf(snapshot).terminal });
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
      if (isOld) this.logger.log(`I follow ${deployment.id} on.`);
      const letGo = (): void => this.board.letGo(deployment.id);
      lease.over.addEventListener('abort', letGo, { once: true });
      this.board.hold(deployment.id, () => lease.isHeld);
      const isOver = await this.follow(turn, telling);
      lease.over.removeEventListener('abort', letGo);
      if (!lease.isHeld) letGo();
      if (!signal.aborted) this.board.hold(deployment.id, undefined);
      // At a shutdown all turns are given back once the last states are drawn.
      if (isOver && !signal.aborted) return lease.giveBack();
    }
  }

  /** Whether nobody has to follow it any more. */
  private async follow(turn: Turn, telling: Telling): Promise<boolean> {
    const { actor } = turn.known.deployment;
    // Another bot may have found out who it was.
    if (isOutsider(actor) && actor.name !== undefined) telling.asked = outsiderWords(actor);
    const isOver = await this.followOn(turn, telling);
    if (!isOver) telling.snapshot = undefined;
    return isOver;
  }

  private async followOn({ lease, known }: Turn, telling: Telling): Promise<boolean> {
    const { deployment, failing } = known;
    const { id } = deployment;
    const signal = AbortSignal.any([this.leaving.signal, lease.over]);
    const told: Promise<boolean>[] = [];
    const details = new DeploymentDetails(this.board);
    const pauses = new PauseMessages(deployment, this.board, this.deployments);
    let before: DeploymentSnapshot | undefined;
    for await (const snapshot of this.deployments.watch(deployment, signal, failing)) {
      if (!lease.isHeld) return false;
      telling.snapshot = snapshot;
      telling.last = deploymentView(snapshot, telling.asked);
      const { terminal } = verdictOf(snapshot);
      void this.board.show(id, telling.channel, telling.last, { last: terminal });
      details.tell(snapshot);
      pauses.tell(snapshot, telling.channel, telling.asked);
      // Slack notifies nobody of an edit: its end, and before and after that that it gets worse, whoever asked is told.
      if (terminal) told.push(this.end(snapshot, told.length > 0 || failing !== undefined));
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
    void this.board.show(id, telling.channel, leftView(telling.last), { last: true });
    void this.board.reply(id, 'left', leftReplyView(deployment));
    return false;
  }

  /**
   * Resolves when it was told, and it is known that it was. Of what nobody asked the bot for the message alone tells a good
   * end, and a bad one is for the whole channel: there is nobody to call.
   * @param wasBad it was told that it goes badly
   */
  private async end(snapshot: DeploymentSnapshot, wasBad: boolean): Promise<boolean> {
    const { kind } = verdictOf(snapshot);
    const isOutside = isOutsider(snapshot.deployment.actor);
    const isQuiet = isOutside && !wasBad && QUIET.has(kind);
    const broadcast = isOutside || TROUBLE.has(kind);
    const isTold = isQuiet || (await this.reply(snapshot, 'end', endView(snapshot), broadcast));
    if (!isTold || kind !== 'succeeded') return isTold;
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
