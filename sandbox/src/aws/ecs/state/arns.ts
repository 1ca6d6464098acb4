/** The names that ECS gives things in one region of one account. */
export class Arns {
  /** `arn:aws:ecs:us-west-2:000000000000` */
  readonly prefix: string;

  constructor(
    readonly region: string,
    readonly accountId: string,
  ) {
    this.prefix = `arn:aws:ecs:${region}:${accountId}`;
  }

  cluster(name: string): string {
    return `${this.prefix}:cluster/${name}`;
  }

  service(cluster: string, name: string): string {
    return `${this.prefix}:service/${cluster}/${name}`;
  }

  serviceRevision(cluster: string, service: string, id: string): string {
    return `${this.prefix}:service-revision/${cluster}/${service}/${id}`;
  }

  task(cluster: string, id: string): string {
    return `${this.prefix}:task/${cluster}/${id}`;
  }

  container(cluster: string, task: string, id: string): string {
    return `${this.prefix}:container/${cluster}/${task}/${id}`;
  }

  containerInstance(cluster: string, id: string): string {
    return `${this.prefix}:container-instance/${cluster}/${id}`;
  }

  taskDefinition(family: string, revision: number): string {
    return `${this.prefix}:task-definition/${family}:${revision}`;
  }
}

/** The name in a name or an ARN: "arn:…:cluster/primes" and "primes" are both "primes". */
export const nameOf = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
