/** A target of a target group of type `ip`. */
export interface Target {
  /** `10.0.x.y` */
  id: string;
  port: number;
}

export interface TargetHealth {
  state: 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused';
  /** ELB's reason code: "Elb.RegistrationInProgress", "Target.Timeout", "Target.ResponseCodeMismatch", … */
  reason?: string;
  /** ELB's sentence: "Health checks failed with these codes: [503]". */
  description?: string;
}

/** The part of Elastic Load Balancing that ECS's scheduler drives. */
export interface Targets {
  /** Whether the target group exists. */
  exists(targetGroupArn: string): boolean;
  /** Registers a target and begins its health checks. */
  register(targetGroupArn: string, target: Target): void;
  /** Begins draining; the target is gone after the group's deregistration delay (scaled), or at once when nothing is in flight and it never was healthy. */
  deregister(targetGroupArn: string, target: Target): void;
  /** Undefined once the target is not (or no longer) registered. */
  health(targetGroupArn: string, target: Target): TargetHealth | undefined;
}
