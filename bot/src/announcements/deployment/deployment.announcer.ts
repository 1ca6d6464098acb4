import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import { Board } from '../../chat/told/board';
import { originWords } from '../../chat/words/origin';
import type { Announced, Change } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService, riseOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { Clock } from '../../kernel/clock';
import { deploymentView, endView, leftReplyView, leftView, riseView, startedView } from './deployment.view';

/** How long a shutdown waits for the last states to be drawn. */
const LEAVING_MS = 2000;
/** The ends that the whole channel should see, not only who asked. */
const TROUBLE: ReadonlySet<VerdictKind> = new Set(['rolled-back', 'failed', 'partly']);

/** Shows every deployment that the bot starts as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();
  private readonly followed = new Set<Promise<void>>();

  constructor(
    private readonly board: Board,
    private readonly deployments: DeploymentsService,
    private readonly clock: Clock,
  ) {}

  /** Whoever reads a message afterwards must not take it for the present. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const drawn = new AbortController();
    const last = Promise.all(this.followed).then(() => this.board.settled());
    await Promise.race([last, this.clock.sleep(LEAVING_MS, drawn.signal)]);
    drawn.abort();
  }

  /** Resolves when the first state stands, or never will; the rest follows by itself. */
  async show(change: Change<'image'> | Change<'restart'>): Promise<Announced> {
    const { result: deployment, origin } = change;
    if (deployment === undefined) return { seen: true };
    const asked = originWords(change);
    const first = startedView(deployment, asked, this.clock.now());
    if (origin.message) this.board.adopt(deployment.id, origin.message);
    const told = this.board.show(deployment.id, origin.channel, first);
    const follow = this.follow(deployment, origin.channel, asked, first)
      .catch((error: unknown) => {
        this.logger.error({ msg: `The message of ${deployment.id} is no longer kept up to date.`, err: error });
      })
      .finally(() => this.followed.delete(follow));
    this.followed.add(follow);
    const said = await told;
    return said.kind === 'said' ? { seen: true } : { seen: false, why: said.why };
  }

  private async follow(deployment: Deployment, channel: string, asked: string, first: Message): Promise<void> {
    const { id } = deployment;
    let last = first;
    let before: DeploymentSnapshot | undefined;
    for await (const snapshot of this.deployments.watch(deployment, this.leaving.signal)) {
      last = deploymentView(snapshot, asked);
      const { terminal, kind } = verdictOf(snapshot);
      void this.board.show(id, channel, last, { last: terminal });
      if (terminal) {
        void this.board.reply(id, 'end', endView(snapshot), { broadcast: TROUBLE.has(kind) });
        return;
      }
      // Slack notifies nobody of an edit: when it gets worse, whoever asked is told so once.
      const rise = riseOf(before, snapshot);
      if (rise !== undefined) void this.board.reply(id, rise, riseView(snapshot), { broadcast: true });
      before = snapshot;
    }
    void this.board.show(id, channel, leftView(last), { last: true });
    void this.board.reply(id, 'left', leftReplyView(deployment));
  }
}
