import { Injectable } from '@nestjs/common';
import type { Announced, AnyChange } from '../domain/changes/change.types';
import { ChangeAnnouncements } from '../domain/changes/changes.port';
import type { Undone } from '../domain/changes/changes.port';
import { AnsweredAnnouncer } from './answered.announcer';
import { DeploymentAnnouncer } from './deployment/deployment.announcer';
import { JobStartedAnnouncer } from './job/job-started.announcer';
import { ScaledAnnouncer } from './scaled/scaled.announcer';
import { UndoneAnnouncer } from './undone/undone.announcer';

/** Hands each kind of change to what draws it. */
@Injectable()
export class ChangeAnnouncer extends ChangeAnnouncements {
  constructor(
    private readonly deployments: DeploymentAnnouncer,
    private readonly answered: AnsweredAnnouncer,
    private readonly jobs: JobStartedAnnouncer,
    private readonly scaled: ScaledAnnouncer,
    private readonly undone: UndoneAnnouncer,
  ) {
    super();
  }

  override leftUndone(undone: Undone): Promise<Announced> {
    return undone.change.origin.series === undefined ? this.undone.show(undone) : TOLD_ELSEWHERE;
  }

  override announce(change: AnyChange): Promise<Announced> {
    if (change.origin.series !== undefined) return TOLD_ELSEWHERE;
    switch (change.kind) {
      case 'cancel':
      case 'continue':
        return this.answered.show(change);
      case 'recycle':
        return this.scaled.recycled(change);
      case 'run':
        return this.jobs.started(change);
      case 'end-run':
        return this.jobs.ended(change);
      case 'desired':
        return this.scaled.desired(change);
      case 'range':
        return this.scaled.range(change);
      case 'image':
      case 'restart':
      case 'rollback':
      default:
        return this.deployments.show(change);
    }
  }
}

/** What is one of a series is told in that one's message, by whoever goes on with it. */
const TOLD_ELSEWHERE = Promise.resolve<Announced>({ seen: true });
