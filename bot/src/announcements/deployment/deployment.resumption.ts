import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ChangesService } from '../../domain/changes/changes.service';
import type { Followed } from '../../domain/deployments/snapshot.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { Clock } from '../../kernel/clock';
import { DeploymentAnnouncer } from './deployment.announcer';

/** How long is waited before it is asked again what is to be followed. Milliseconds. */
const AGAIN_MS = 5000;

/** Follows on, in the same message, what was followed before the bot was restarted. */
@Injectable()
export class DeploymentResumption implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeploymentResumption.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly changes: ChangesService,
    private readonly announcer: DeploymentAnnouncer,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    void this.resume();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when all of them are followed on, or the bot is told to end. Never rejects. */
  async resume(): Promise<void> {
    while (!this.leaving.signal.aborted) {
      try {
        const followed = await this.deployments.followed();
        return void (await Promise.all(followed.map((one) => this.goOn(one))));
      } catch (error) {
        this.logger.warn({ msg: 'What was followed could not be read; I ask again.', err: error });
        await this.clock.sleep(AGAIN_MS, this.leaving.signal);
      }
    }
  }

  private async goOn({ deployment, failing }: Followed): Promise<void> {
    const change = await this.changes.startedBy(deployment.id);
    // Of a change that was not finished the deployment is found out first, and then told of as a new one.
    if (change?.kind === 'image' || change?.kind === 'restart') this.announcer.goOn(change, failing);
  }
}
