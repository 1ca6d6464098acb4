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
    throw new UserError({
      what: found.kind === 'several' ? `${typed(asked.service)} may be several services.` : noService(asked),
      next: refs.length ? pick(found.kind) : `${literal(`${this.options.command} status`)} lists all there are.`,
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
      next: near.length ? `Did you mean ${near.join(' or ')}?` : undefined,
      steps: [ALL_SERVICES],
    });
  }

  private resolve({ service, env }: ServiceAsked): ReturnType<ServicesService['resolve']> {
    return this.services.resolve(service, env === undefined ? {} : { environment: env });
  }
}

function noService({ service }: ServiceAsked): string {
  return `There is no service ${typed(service)}.`;
}

function pick(kind: 'several' | 'none'): string {
  return kind === 'several' ? 'Which one is meant?' : 'Did you mean one of these?';
}
