/** An instance as it is registered; ECS writes who it is of. */
export interface InstanceFacts {
  id: string;
  /** ECS_CLUSTER_NAME and ECS_SERVICE_NAME; undefined where something else registered it. */
  ecs?: { cluster: string; service: string };
}

/** A Cloud Map service. */
export interface ServiceFacts {
  id: string;
  arn: string;
  name: string;
  /** Whether it carries ECS's own tag, AmazonECSManaged. */
  madeByEcs: boolean;
  instances: InstanceFacts[];
}

/** A Cloud Map namespace with all its services. */
export interface NamespaceFacts {
  id: string;
  arn: string;
  name: string;
  madeByEcs: boolean;
  services: ServiceFacts[];
}

/** What ECS uses of Cloud Map, over all clusters of the region; users are told as "cluster/service". */
export interface EcsUse {
  /** The user of a Cloud Map service, by its ARN. */
  services: ReadonlyMap<string, string>;
  /** Who uses a namespace for Service Connect, by its ARN or name. */
  namespaces: ReadonlyMap<string, string>;
  /** ECS services that are there, draining ones included, of those that instances name. */
  present: ReadonlySet<string>;
}

/** Everything that is judged by. */
export interface Facts {
  namespaces: NamespaceFacts[];
  ecs: EcsUse;
}
