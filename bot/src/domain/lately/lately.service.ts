import { Injectable } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { Part } from '../../kernel/part';
import type { Actor } from '../access/access.types';
import { isDeploying } from '../changes/change.types';
import type { Deployment } from '../deployments/deployment.types';
import { DeploymentPast } from '../deployments/past.service';
import type { Difference } from '../deployments/rollback.types';
import { HistoryService } from '../history/history.service';
import type { HistoryEntry, Place } from '../history/history.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { ServicesService } from '../services/services.service';
import { OutsideCalls } from './lately.port';
import type { Lately, LatelyAsked, LatelyEntry, OutsideCall } from './lately.types';

/** As many pages of the record are read. */
const PAGES = 5;
/** As much as anybody looks through. */
const SHOWN = 30;
/** Of as many deployments it is read what else they changed. */
const COMPARED = 6;
/** A deployment of the record and the call that CloudTrail tells of are one, where they lie no further apart. Milliseconds. */
const SAME_MS = 3 * 60_000;

/** What changed lately, by whomever: from the record, and of what others did from CloudTrail. */
@Injectable()
export class LatelyService {
  constructor(
    private readonly history: HistoryService,
    private readonly services: ServicesService,
    private readonly past: DeploymentPast,
    private readonly calls: OutsideCalls,
  ) {}

  /**
   * As far as `reader` may see it.
   * @throws HistoryUnreadError when the record cannot be read
   * @throws UserError when there is no such environment
   */
  async of(reader: Actor, asked: LatelyAsked): Promise<Lately> {
    const [record, outside] = await Promise.all([this.record(reader, asked), this.outside(asked)]);
    const calls = 'unknown' in outside ? [] : outside.filter((call) => !isRecorded(call, record));
    const all: LatelyEntry[] = [
      ...record.map((entry): LatelyEntry => ({ kind: 'record', at: entry.at, entry })),
      ...calls.map((call): LatelyEntry => ({ kind: 'outside', at: call.at, call })),
    ].toSorted((a, b) => b.at - a.at);
    return {
      entries: await this.compared(all.slice(0, SHOWN)),
      more: all.length > SHOWN,
      ...('unknown' in outside ? { unread: outside.unknown } : {}),
    };
  }

  private async record(reader: Actor, { ref, environment, since }: LatelyAsked): Promise<HistoryEntry[]> {
    const found: HistoryEntry[] = [];
    let before: Place | undefined;
    for (let page = 0; page < PAGES; page++) {
      const { entries, next } = await this.history.page(reader, { ref, environment, before });
      found.push(...entries.filter((entry) => entry.at >= since && entry.kind !== 'attempt'));
      if (next === undefined || next.at < since) break;
      before = next;
    }
    return found;
  }

  private async outside({ ref, environment, since }: LatelyAsked): Promise<Part<OutsideCall[]>> {
    const refs = ref ? [ref] : await this.services.list(environment === undefined ? {} : { environment });
    const clusters = new Set(refs.map((one) => `${one.environment}:${one.cluster}`));
    const environments = [...new Set(refs.map((one) => one.environment))];
    try {
      const calls = (await Promise.all(environments.map((name) => this.calls.since(name, since)))).flat();
      return calls.filter(
        (call) =>
          clusters.has(`${call.environment}:${call.cluster}`) &&
          (ref === undefined || call.service === undefined || call.service === ref.service),
      );
    } catch (error) {
      return { unknown: messageOf(error) };
    }
  }

  /** With what else their task definitions differ in, where they deployed one. */
  private async compared(entries: LatelyEntry[]): Promise<LatelyEntry[]> {
    let left = COMPARED;
    return Promise.all(
      entries.map(async (one) => {
        const deployment = one.kind === 'record' ? deploymentOf(one.entry) : undefined;
        if (deployment === undefined || deployment.isRestart || left-- <= 0) return one;
        return { ...one, differences: await this.differences(deployment) };
      }),
    );
  }

  private async differences({ ref, previousRevision, revision }: Deployment): Promise<Part<Difference[]>> {
    try {
      return await this.past.differences(ref, previousRevision, revision);
    } catch (error) {
      return { unknown: messageOf(error) };
    }
  }
}

/** The deployment that an entry of the record is of, or that it started. */
function deploymentOf(entry: HistoryEntry): Deployment | undefined {
  if (entry.kind === 'deployment') return entry.deployment;
  return entry.kind === 'change' && isDeploying(entry.change) ? entry.change.result : undefined;
}

function isRecorded(
  { at, environment, cluster, service, what }: OutsideCall,
  record: readonly HistoryEntry[],
): boolean {
  if (what.kind !== 'deployment' || service === undefined) return false;
  const key = serviceKey({ environment, cluster, service } satisfies ServiceRef);
  return record.some((entry) => {
    const deployment = deploymentOf(entry);
    if (deployment === undefined || serviceKey(deployment.ref) !== key) return false;
    return Math.abs(deployment.startedAt - at) <= SAME_MS;
  });
}
