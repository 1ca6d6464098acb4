import type { DeploymentAlarms as Configured } from '@aws-sdk/client-ecs';
import type { DeploymentAlarm, DeploymentAlarms } from '../deployment-alarms.port';

/** The alarms of one service deployment ("How CloudWatch alarms detect Amazon ECS deployment failures"). */
export class AlarmMonitor {
  /** Those that have failed the deployment. */
  triggered: string[] = [];
  /** Whether one was in ALARM when the deployment began: then none of them counts for as long as it lasts. */
  private readonly ignored: boolean;

  constructor(
    private readonly configured: Configured | undefined,
    private readonly alarms: DeploymentAlarms,
  ) {
    this.ignored = this.now().some(({ inAlarm }) => inAlarm);
  }

  /** Names as they were configured. */
  get names(): string[] {
    return this.configured?.alarmNames ?? [];
  }

  get watching(): boolean {
    return (this.configured?.enable ?? false) && !this.ignored;
  }

  get rollback(): boolean {
    return this.configured?.rollback ?? false;
  }

  /** @returns whether an alarm has gone to ALARM. */
  look(): boolean {
    if (!this.watching) return false;
    this.triggered = this.names.filter((name) => this.alarms.deploymentAlarm(name)?.inAlarm);
    return this.triggered.length > 0;
  }

  /**
   * How long the alarms are watched once the deployment is as it was asked to be, AWS seconds. ECS computes it from the
   * alarms; here it is what the slowest of them needs to tell.
   */
  get bakeSeconds(): number {
    if (!this.watching) return 0;
    return Math.max(0, ...this.now().map(({ tellsAfterSeconds }) => tellsAfterSeconds));
  }

  private now(): DeploymentAlarm[] {
    return this.names.flatMap((name) => this.alarms.deploymentAlarm(name) ?? []);
  }
}
