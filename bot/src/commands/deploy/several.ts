import { Injectable } from '@nestjs/common';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Channels } from '../../chat/slack/channels';
import { command } from '../../chat/words/commands';
import { literal, typed } from '../../chat/words/text';
import { SeriesService } from '../../domain/series/series.service';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { UserError } from '../../kernel/user-error';
import { allSameView, unseenSeriesView } from './several.view';

/** What is asked of several services: in that order, the same tag. */
interface Asked {
  services: readonly string[];
  tag: string;
  container?: string | undefined;
  env?: string | undefined;
}

/** `deploy a b c 1.1.0`: nothing is guessed, for no button could show all of it. */
@Injectable()
export class SeveralDeployments {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly channels: Channels,
    private readonly series: SeriesService,
  ) {}

  /** @throws UserError where one of them is not named in full, or cannot be deployed to: then none is touched */
  async begin({ services, tag: image, container, env }: Asked, invocation: Invocation): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const refs = await Promise.all(services.map((service) => this.exact(service, image, env)));
    const { actor, channel, said } = invocation;
    const { series, announced } = await this.series.begin({ refs, image, container, actor, origin: { channel, said } });
    if (announced === undefined) return allSameView(series);
    const told = await announced;
    return told.seen ? undefined : unseenSeriesView(series, told.why);
  }

  private async exact(service: string, tag: string, env: string | undefined): Promise<ServiceRef> {
    const target = await this.desk.toChange({ service, env }, (meant) => command('deploy', { service: meant, tag }));
    if (target.kind === 'exact') return target.ref;
    const names = target.refs.map((ref) => literal(serviceWords(ref))).join(' or ');
    throw new UserError({
      what: `Nothing was changed: ${typed(service)} is not the full name of a service.`,
      next: `Name each of several in full. Did you mean ${names}?`,
    });
  }
}
