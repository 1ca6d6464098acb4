import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { messageOf } from '../../kernel/message-of';
import type { Outsider } from '../access/access.types';
import { isOutsider } from '../access/access.types';
import type { Deployment } from '../deployments/deployment.types';
import { OutsideRecord } from '../deployments/outside-record.service';
import { NotPermittedError } from '../services/services.errors';
import { DeployerLook, OutsideAnnouncements } from './outside.port';
import { OutsideOptions } from './outside.types';
import type { Registration } from './outside.types';

/**
 * When CloudTrail is asked, in milliseconds after a deployment began: most calls stand there after about five minutes.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
const ASKED_AT = [10_000, 60_000, 180_000, 360_000, 600_000, 960_000];
/** Who registers a task definition is taken for who deploys it only where the one follows the other. Milliseconds. */
const NEW_MS = 15 * 60_000;

/** Finds out who started a deployment that nobody asked this bot for: after it was told, because AWS is slow to say so. */
@Injectable()
export class Deployers implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Deployers.name);
  private readonly leaving = new AbortController();
  private readonly sought = new Set<string>();

  constructor(
    private readonly aws: DeployerLook,
    private readonly record: OutsideRecord,
    private readonly announcements: OutsideAnnouncements,
    private readonly options: OutsideOptions,
    private readonly clock: Clock,
  ) {}

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Begins to find out, where it is not known; it is kept and told once it is. Never rejects, and is not waited for. */
  find(deployment: Deployment): void {
    const { id, actor } = deployment;
    if (this.sought.has(id) || !isOutsider(actor) || actor.name !== undefined) return;
    this.sought.add(id);
    void this.seek(deployment)
      .catch((error: unknown) => this.logger.warn(`Who started ${id} could not be found out: ${messageOf(error)}`))
      .finally(() => this.sought.delete(id));
  }

  private async seek(deployment: Deployment): Promise<void> {
    const registration = await this.registered(deployment);
    const doer = this.tagged(registration) ?? (await this.called(deployment)) ?? registration?.by;
    if (doer === undefined || this.leaving.signal.aborted) return;
    await this.record.name(deployment, doer);
    this.announcements.named(deployment, doer);
  }

  /** Only of a task definition that was made for this deployment: any other says nothing of who brings it now. */
  private async registered({ ref, revision, startedAt }: Deployment): Promise<Registration | undefined> {
    const { all } = await this.record.known(ref);
    // What the bot registers has the tags of what it was made from.
    if (all.some((one) => one.revision === revision && !isOutsider(one.actor))) return undefined;
    const registration = await this.aws.registration(ref, revision).catch(() => undefined);
    return registration && startedAt - registration.at <= NEW_MS ? registration : undefined;
  }

  private tagged(registration: Registration | undefined): Outsider | undefined {
    const names = this.options.deployerTags.map((tag) => registration?.tags.get(tag)?.trim());
    const name = names.find((one) => one !== undefined && one !== '');
    return name === undefined ? undefined : { outside: true, name, as: 'tag' };
  }

  private async called(deployment: Deployment): Promise<Outsider | undefined> {
    const { signal } = this.leaving;
    const age = this.clock.now() - deployment.startedAt;
    // What would have been asked by now is asked once.
    const due = ASKED_AT.filter((after, at) => after > age || (ASKED_AT[at + 1] ?? Infinity) > age);
    for (const after of due) {
      await this.clock.sleep(Math.max(0, deployment.startedAt + after - this.clock.now()), signal);
      if (signal.aborted) return undefined;
      const answer = await this.ask(deployment);
      if (answer !== undefined) return answer === 'denied' ? undefined : answer;
    }
    return undefined;
  }

  private async ask(deployment: Deployment): Promise<Outsider | 'denied' | undefined> {
    try {
      return await this.aws.caller(deployment);
    } catch (error) {
      // The checkup names what is missing; anything else passes.
      return error instanceof NotPermittedError ? 'denied' : undefined;
    }
  }
}
