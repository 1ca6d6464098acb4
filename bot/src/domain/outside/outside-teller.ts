import { Injectable } from '@nestjs/common';
import { DEPLOYING, isDeploying } from '../changes/change.types';
import { ChangesService } from '../changes/changes.service';
import { OutsideRecord } from '../deployments/outside-record.service';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { isKnown, startedOutside } from './arrival';
import type { Arrival, Revision } from './arrival';
import { Deployers } from './deployers';
import { OutsideAnnouncements } from './outside.port';

/** What a deployment that was found turns out to be. */
type Kind =
  /** The bot started it, or has told of it. */
  | 'known'
  /** The bot is changing the service at this moment: it may be what comes of that. */
  | 'unsure'
  | 'new';

/** Tells each deployment that somebody else started once: it is kept first, so that whoever comes after goes on with it. */
@Injectable()
export class OutsideTeller {
  constructor(
    private readonly record: OutsideRecord,
    private readonly changes: ChangesService,
    private readonly announcements: OutsideAnnouncements,
    private readonly deployers: Deployers,
  ) {}

  /** Rejects where the record cannot be read. */
  async kindOf(arrival: Arrival): Promise<Kind> {
    // In this order: a change that is done by then has kept its deployment.
    const change = await this.changes.latest(arrival.ref, DEPLOYING);
    if (isKnown(arrival, await this.record.known(arrival.ref))) return 'known';
    if (change?.state === 'running') return 'unsure';
    const result = change && isDeploying(change) ? change.result : undefined;
    return result?.handle.id === arrival.id ? 'known' : 'new';
  }

  /** Tells of it and follows it. Rejects where it cannot be kept: then nothing was told. */
  async tell(arrival: Arrival, before: Revision, ranWell: boolean): Promise<void> {
    const deployment = await this.record.add(startedOutside(arrival, before, ranWell));
    this.announcements.begun(deployment);
    this.deployers.find(deployment);
  }

  /** Keeps one that was begun and done while nobody looked: nothing of it matters any more but that it was. */
  async note(arrival: Arrival, before: Revision, at: number): Promise<void> {
    await this.record.addOver(startedOutside(arrival, before, false), { kind: 'succeeded', at });
  }

  /** Goes on to find out who started those that are told of already. */
  async resume(refs: readonly ServiceRef[]): Promise<void> {
    const keys = new Set(refs.map(serviceKey));
    const followed = await this.record.followed();
    for (const deployment of followed) if (keys.has(serviceKey(deployment.ref))) this.deployers.find(deployment);
  }
}
