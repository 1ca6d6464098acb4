import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import { Board } from '../../chat/told/board';
import { originWords } from '../../chat/words/origin';
import type { Announced, Change } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { DeploymentSnapshot, Since, VerdictKind } from '../../domain/deployments/snapshot.types';
import { DeploymentsService, riseOf, verdictOf } from '../../domain/deployments/deployments.service';
import { Clock } from '../../kernel/clock';
import { AnnouncementsOptions } from '../announcements.options';
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
  failing?: Since | undefined;
}

/** Shows every deployment that the bot starts as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();
  /** By the deployment's id. */
  private readonly followed = new Map<string, Promise<void>>();

  constructor(
    private readonly board: Board,
    private readonly deployments: DeploymentsService,
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

  /**
   * Goes on in the message that was shown before the bot was restarted.
   * @param failing what was going wrong with the deployment then
   */
  goOn(change: Change<'image'> | Change<'restart'>, failing?: Since): void {
    const { result: deployment, origin } = change;
    if (deployment === undefined || this.followed.has(deployment.id)) return;
    const asked = originWords(change);
    const last = startedView(deployment, asked, this.clock.now());
    // The bot may have ended before it drew anything.
    if (origin.message) this.board.adopt(deployment.id, origin.message);
    this.begin(deployment, { channel: origin.channel, asked, last, failing });
  }

  private begin(deployment: Deployment, telling: Telling): void {
    const { id } = deployment;
    const follow = this.follow(deployment, telling)
      .catch((error: unknown) => {
        this.logger.error({ msg: `The message of ${id} is no longer kept up to date.`, err: error });
      })
      .finally(() => this.followed.delete(id));
    this.followed.set(id, follow);
  }

  private async follow(deployment: Deployment, { channel, asked, last, failing }: Telling): Promise<void> {
    const { id } = deployment;
    let before: DeploymentSnapshot | undefined;
    for await (const snapshot of this.deployments.watch(deployment, this.leaving.signal, failing)) {
      last = deploymentView(snapshot, asked);
      const { terminal, kind } = verdictOf(snapshot);
      void this.board.show(id, channel, last, { last: terminal });
      if (terminal) {
        const told = this.board.reply(id, 'end', endView(snapshot), { broadcast: TROUBLE.has(kind) });
        void told.then(() => this.leave(deployment));
        return;
      }
      // Slack notifies nobody of an edit: when it gets worse, whoever asked is told so once.
      const rise = riseOf(before, snapshot);
      if (rise !== undefined) void this.board.reply(id, rise, riseView(snapshot), { broadcast: true });
      before = snapshot;
    }
    // Whoever comes after goes on in the same message, and nobody has to know.
    if (this.options.isHandedOver) return;
    void this.board.show(id, channel, leftView(last), { last: true });
    void this.board.reply(id, 'left', leftReplyView(deployment));
  }

  private async leave(deployment: Deployment): Promise<void> {
    await this.deployments.leave(deployment).catch((error: unknown) => {
      this.logger.error({ msg: `That the end of ${deployment.id} was told could not be written down.`, err: error });
    });
  }
}
