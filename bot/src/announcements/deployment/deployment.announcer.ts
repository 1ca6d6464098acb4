import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { LiveMessage } from '../../chat/live-message';
import { LiveMessages } from '../../chat/live-message';
import { Noticeboard } from '../../chat/noticeboard';
import type { Origin } from '../../chat/noticeboard';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService, verdictOf } from '../../domain/deployments/deployments.service';
import type { VerdictKind } from '../../domain/deployments/snapshot.types';
import { Clock } from '../../kernel/clock';
import { deploymentView, endView, startedView } from './deployment.view';

declare module '../../chat/noticeboard' {
  interface Subjects {
    /** A deployment that this bot has just started. */
    deployment: Deployment;
  }
}

/** The ends that the whole channel should see, not only who asked. */
const TROUBLE: ReadonlySet<VerdictKind> = new Set(['rolled-back', 'failed', 'partly']);

/** Shows every deployment that the bot starts as one message, from its start to its end. */
@Injectable()
export class DeploymentAnnouncer implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentAnnouncer.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly noticeboard: Noticeboard,
    private readonly messages: LiveMessages,
    private readonly deployments: DeploymentsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.noticeboard.show('deployment', (deployment, origin) => this.show(deployment, origin));
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when the first state stands; the rest follows by itself. Rejects when it could not be posted. */
  async show(deployment: Deployment, { channel, said }: Origin): Promise<void> {
    const first = startedView(deployment, said, this.clock.now());
    const live = await this.messages.post(channel, first, deployment.id);
    void this.follow(deployment, live, said).catch((error: unknown) => {
      const stack = error instanceof Error ? error.stack : String(error);
      this.logger.error({ msg: `The message of ${deployment.id} is no longer kept up to date.`, stack });
    });
  }

  private async follow(deployment: Deployment, live: LiveMessage, said: string): Promise<void> {
    for await (const snapshot of this.deployments.watch(deployment, this.leaving.signal)) {
      const state = deploymentView(snapshot, said);
      const { terminal, kind } = verdictOf(snapshot);
      if (!terminal) {
        live.draw(state);
        continue;
      }
      await live.finish(state, endView(snapshot), TROUBLE.has(kind));
      return;
    }
  }
}
