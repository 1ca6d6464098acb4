/** What ECS has to know of a service registry. */
export interface Registry {
  /** Of its DNS records: "A", "AAAA", "SRV", "CNAME"; none where it is found over HTTP only. */
  recordTypes: readonly string[];
}

/** The part of Cloud Map that ECS's scheduler drives. */
export interface Registries {
  /** @param registryArn `arn:aws:servicediscovery:…:service/srv-…`; undefined where there is none. */
  find(registryArn: string): Registry | undefined;
  /** Begins to register an instance, over one of the same id; nothing where the registry is gone. */
  register(registryArn: string, instanceId: string, attributes: Readonly<Record<string, string>>): void;
  /** Begins to deregister an instance; nothing where it or the registry is gone. */
  deregister(registryArn: string, instanceId: string): void;
}
