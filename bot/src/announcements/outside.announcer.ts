import { Injectable } from '@nestjs/common';
import type { Outsider } from '../domain/access/access.types';
import type { Deployment } from '../domain/deployments/deployment.types';
import { OutsideAnnouncements } from '../domain/outside/outside.port';
import { DeploymentAnnouncer } from './deployment/deployment.announcer';

/** Tells what others deploy as what the bot itself deploys. */
@Injectable()
export class OutsideAnnouncer extends OutsideAnnouncements {
  constructor(private readonly deployments: DeploymentAnnouncer) {
    super();
  }

  override begun(deployment: Deployment): void {
    this.deployments.showOutside(deployment, false);
  }

  override named(deployment: Deployment, doer: Outsider): void {
    this.deployments.named(deployment, doer);
  }
}
