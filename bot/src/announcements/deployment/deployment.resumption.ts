import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { isOutsider } from '../../domain/access/access.types';
import { isDeploying } from '../../domain/changes/change.types';
import { ChangesService } from '../../domain/changes/changes.service';
import type { Followed } from '../../domain/deployments/snapshot.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { Leases } from '../../kernel/leases';
import { DeploymentAnnouncer } from './deployment.announcer';

/** Follows on, in the same message, what bots followed that are gone. */
@Injectable()
export class DeploymentResumption implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly leaving = new AbortController();

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly changes: ChangesService,
    private readonly announcer: DeploymentAnnouncer,
    private readonly leases: Leases,
  ) {}

  onApplicationBootstrap(): void {
    void this.resume();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when the bot is told to end, or there can be no more of them. Never rejects. */
  resume(): Promise<void> {
    return this.leases.lookForLeft(async () => {
      const followed = await this.deployments.followed();
      await Promise.all(followed.map((one) => this.goOn(one)));
    }, this.leaving.signal);
  }

  private async goOn({ deployment }: Followed): Promise<void> {
    if (this.announcer.isFollowing(deployment)) return;
    if (isOutsider(deployment.actor)) return this.announcer.showOutside(deployment, true);
    const change = await this.changes.startedBy(deployment.id);
    // Of a change that was not finished the deployment is found out first, and then told of as a new one.
    // One of a series is followed by whoever goes on with that.
    if (change && isDeploying(change) && change.origin.series === undefined) this.announcer.goOn(change);
  }
}
