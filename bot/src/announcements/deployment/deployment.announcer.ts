import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import type { LiveMessage } from '../../chat/told/live-message';
import { LiveMessages } from '../../chat/told/live-message';
import { Noticeboard } from '../../chat/told/noticeboard';
import type { Origin } from '../../chat/told/noticeboard';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService, riseOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { Clock } from '../../kernel/clock';
import { deploymentView, endView, leftView, riseView, startedView } from './deployment.view';

declare module '../../chat/told/noticeboard' {
  interface Subjects {
    /** A deployment that this bot has just started. */
    deployment: Deployment;
  }
}

/** How long a shutdown waits for the last states to be drawn. */
const LEAVING_MS = 2000;
/** The ends that the whole channel should see, not only who asked. */
const TROUBLE: ReadonlySet<VerdictKind> = new Set(['rolled-back', 'failed', 'partly']);

/** Shows every deployment that the bot starts as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();
  private readonly followed = new Set<Promise<void>>();

  constructor(
    private readonly noticeboard: Noticeboard,
    private readonly messages: LiveMessages,
    private readonly deployments: DeploymentsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.noticeboard.show('deployment', (deployment, origin) => this.show(deployment, origin));
  }

  /** Whoever reads a message afterwards must not take it for the present. */
  async beforeApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    const drawn = new AbortController();
    await Promise.race([Promise.all(this.followed), this.clock.sleep(LEAVING_MS, drawn.signal)]);
    drawn.abort();
  }

  /** Resolves when the first state stands; the rest follows by itself. Rejects when it could not be posted. */
  async show(deployment: Deployment, { channel, said }: Origin): Promise<void> {
    const first = startedView(deployment, said, this.clock.now());
    const live = await this.messages.post(channel, first, deployment.id);
    const follow = this.follow(deployment, live, said, first)
      .catch((error: unknown) => {
        const stack = error instanceof Error ? error.stack : String(error);
        this.logger.error({ msg: `The message of ${deployment.id} is no longer kept up to date.`, stack });
      })
      .finally(() => this.followed.delete(follow));
    this.followed.add(follow);
  }

  private async follow(deployment: Deployment, live: LiveMessage, said: string, first: Message): Promise<void> {
    let last = first;
    let before: DeploymentSnapshot | undefined;
    for await (const snapshot of this.deployments.watch(deployment, this.leaving.signal)) {
      const state = deploymentView(snapshot, said);
      const { terminal, kind } = verdictOf(snapshot);
      const rise = riseOf(before, snapshot);
      [last, before] = [state, snapshot];
      if (!terminal) {
        live.draw(state);
        if (rise !== undefined) await live.reply(rise, riseView(snapshot));
        continue;
      }
      await live.finish(state, endView(snapshot), TROUBLE.has(kind));
      return;
    }
    await live.leave(leftView(last));
  }
}
