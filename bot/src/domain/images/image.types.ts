/** An image in a registry. */
export interface ImageDetails {
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string;
  /** All tags that point at it now, newest known first; none for an untagged image. */
  tags: string[];
  /** Milliseconds since the epoch. */
  pushedAt: number;
  sizeBytes?: number;
  /** No container can run it: a repository may hold signatures, charts and bills of materials too. */
  artifact?: boolean;
}

/** What a container of a service runs. */
export interface RunningImage {
  container: string;
  /** As the task definition says it: `123….dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0`. */
  image: string;
  tag?: string;
  /** The digest that ECS resolved the image to for the service's current deployment, where it says so. */
  digest?: string;
  /** Whether it is the container behind the load balancer, or the only one. */
  main: boolean;
}
