import type { ServiceRef } from '../domain/services/service-ref.types';

/** Where what happens to some services is told. Each name may have `*` for anything. */
export interface ServiceChannel {
  environment: string;
  cluster: string;
  service: string;
  /** `#deploys`, or a channel's id. */
  channel: string;
}

/** The channel of a service: the first that fits, or undefined where none does. */
export function channelOf(channels: readonly ServiceChannel[], ref: ServiceRef): string | undefined {
  const isMeant = ({ environment, cluster, service }: ServiceChannel): boolean =>
    fits(environment, ref.environment) && fits(cluster, ref.cluster) && fits(service, ref.service);
  return channels.find(isMeant)?.channel;
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
