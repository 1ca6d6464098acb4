import type { LoadBalancer } from '@aws-sdk/client-ecs';
import type { TargetSickness } from './sickness';
import type { Target, Targets } from '../targets.port';

/** One task's targets: one in each target group of its service. */
export class TaskTargets {
  private registered = false;
  private unhealthySince?: number;
  private readonly all: readonly { group: string; target: Target }[];

  constructor(
    private readonly targets: Targets,
    loadBalancers: readonly LoadBalancer[],
    address: string,
  ) {
    this.all = loadBalancers.flatMap(({ targetGroupArn, containerPort }) =>
      targetGroupArn ? [{ group: targetGroupArn, target: { id: address, port: containerPort ?? 80 } }] : [],
    );
  }

  get none(): boolean {
    return this.all.length === 0;
  }

  get isRegistered(): boolean {
    return this.registered;
  }

  get groups(): string[] {
    return this.all.map(({ group }) => group);
  }

  register(): void {
    for (const { group, target } of this.all) this.targets.register(group, target);
    this.registered = !this.none;
  }

  deregister(): void {
    if (!this.registered) return;
    this.registered = false;
    for (const { group, target } of this.all) this.targets.deregister(group, target);
  }

  /** Whether nothing reaches the task any more: it is in no target group, draining or not. */
  get drained(): boolean {
    return this.all.every(({ group, target }) => this.targets.health(group, target) === undefined);
  }

  get healthy(): boolean {
    return (
      this.registered && this.all.every(({ group, target }) => this.targets.health(group, target)?.state === 'healthy')
    );
  }

  /**
   * What is wrong with the task, once its target has been unhealthy for `patienceMs` without a break since its grace
   * ended: ECS looks at target health now and then and does not act on the first look.
   * @param graceEnds epoch ms; undefined while the grace has not even begun.
   */
  sickness(now: number, graceEnds: number | undefined, patienceMs: number): TargetSickness | undefined {
    const sick = this.registered ? this.firstUnhealthy() : undefined;
    if (!sick || graceEnds === undefined || now < graceEnds) {
      this.unhealthySince = undefined;
      return undefined;
    }
    this.unhealthySince ??= now;
    return now - this.unhealthySince >= patienceMs ? sick : undefined;
  }

  private firstUnhealthy(): TargetSickness | undefined {
    for (const { group, target } of this.all) {
      const health = this.targets.health(group, target);
      if (health?.state !== 'unhealthy') continue;
      return {
        kind: 'target',
        targetGroupArn: group,
        port: target.port,
        reason: health.description ?? 'Health checks failed',
      };
    }
    return undefined;
  }
}
