import { Injectable } from '@nestjs/common';
import { ServicesService } from '../../domain/services/services.service';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { UserError } from '../../kernel/user-error';
import { command, written } from '../words/commands';
import type { Command } from '../words/commands';
import { offer } from '../words/next-steps';
import { literal, typed } from '../words/text';
import { ChatOptions } from '../slack/chat.options';
import type { MissingServiceError } from './missing-service.error';

const ALL_SERVICES = offer('All services', command('status', {}));

/** What a person said for a service. */
export interface ServiceAsked {
  service: string;
  env?: string | undefined;
}

/** A service to look at, and whether the words were less than its full name. */
export interface Looked {
  ref: ServiceRef;
  guessed: boolean;
}

/** A service that may be changed, or those that may have been meant, of which a person has to pick one. */
export type Target = { kind: 'exact'; ref: ServiceRef } | { kind: 'guessed'; refs: ServiceRef[] };

/** Which service a command is about. Looking is forgiving; changing takes a full name or asks. */
@Injectable()
export class ServiceDesk {
  constructor(
    private readonly services: ServicesService,
    private readonly options: ChatOptions,
  ) {}

  /**
   * The service to look at.
   * @param again the command for a service, for the picker: `(service) => command('status', { service })`
   * @throws UserError when several or none can be meant, with those nearest to it as buttons
   */
  async toLookAt(asked: ServiceAsked, again: (service: ServiceRef) => Command): Promise<Looked> {
    const found = await this.resolve(asked);
    if (found.kind === 'exact' || found.kind === 'guess') return { ref: found.ref, guessed: found.kind === 'guess' };
    const refs = found.kind === 'several' ? found.candidates : found.nearest;
    const cluster = await this.clusterAsked(asked, refs);
    if (cluster) throw clusterError(cluster, again);
    throw new UserError({
      what: found.kind === 'several' ? `${typed(asked.service)} may be several services.` : noService(asked),
      next: refs.length ? pick(found.kind) : this.listed(),
      steps: refs.length ? refs.map((ref) => offer(serviceWords(ref), again(ref))) : [ALL_SERVICES],
    });
  }

  /**
   * The service to change. Only its full name is exact; anything else is for a person to confirm.
   * @param again the command for a service, shown (not offered) when there is no such one
   * @throws UserError when none can be meant
   */
  async toChange(asked: ServiceAsked, again: (service: ServiceRef) => Command): Promise<Target> {
    const found = await this.resolve(asked);
    if (found.kind === 'exact') return found;
    if (found.kind === 'guess') return { kind: 'guessed', refs: [found.ref] };
    if (found.kind === 'several') return { kind: 'guessed', refs: found.candidates };
    const near = found.nearest.map((ref) => literal(`${this.options.command} ${written(again(ref))}`));
    throw new UserError({
      what: `${noService(asked)} Nothing was changed.`,
      next: near.length ? `Did you mean ${near.join(' or ')}?` : this.listed(),
      steps: [ALL_SERVICES],
    });
  }

  /** The error with every service that there is to choose from; as it is where they cannot be listed. */
  async choices(missing: MissingServiceError): Promise<UserError> {
    const { env, what, next } = missing;
    const refs = await this.services.list(env === undefined ? {} : { environment: env }).catch(() => []);
    if (refs.length === 0) return missing;
    const steps = refs.map((ref) => offer(serviceWords(ref), missing.about(ref)));
    return new UserError({ what, next, steps });
  }

  /** The cluster that was named in the place of a service, with its services; undefined where it is none. */
  private async clusterAsked({ service, env }: ServiceAsked, refs: ServiceRef[]): Promise<Cluster | undefined> {
    const named = (cluster: string): boolean => cluster.toLowerCase() === service.trim().toLowerCase();
    const [first] = refs;
    if (first && refs.every(({ cluster }) => named(cluster))) return { name: first.cluster, refs };
    const clusters = await this.services.clusters(env === undefined ? {} : { environment: env }).catch(() => []);
    const name = clusters.find(named);
    return name === undefined ? undefined : { name, refs: [] };
  }

  private listed(): string {
    return `${literal(`${this.options.command} status`)} lists all there are.`;
  }

  private resolve({ service, env }: ServiceAsked): ReturnType<ServicesService['resolve']> {
    return this.services.resolve(service, env === undefined ? {} : { environment: env });
  }
}

interface Cluster {
  name: string;
  refs: ServiceRef[];
}

function clusterError({ name, refs }: Cluster, again: (service: ServiceRef) => Command): UserError {
  const isEmpty = refs.length === 0;
  return new UserError({
    what: `${literal(name)} is a cluster${isEmpty ? ', and no service is in it' : ''}.`,
    next: isEmpty ? undefined : 'Which of its services is meant?',
    steps: isEmpty ? [ALL_SERVICES] : refs.map((ref) => offer(serviceWords(ref), again(ref))),
  });
}

function noService({ service }: ServiceAsked): string {
  return `There is no service ${typed(service)}.`;
}

function pick(kind: 'several' | 'none'): string {
  return kind === 'several' ? 'Which one is meant?' : 'Did you mean one of these?';
}
