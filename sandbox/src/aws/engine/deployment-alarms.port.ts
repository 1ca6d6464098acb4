/** What ECS sees of an alarm that is to watch deployments. */
export interface DeploymentAlarm {
  inAlarm: boolean;
  /** How long the alarm needs to tell that something is wrong, AWS seconds: its period, as often as it looks at one. */
  tellsAfterSeconds: number;
}

/** The part of CloudWatch that deployments are watched with. */
export interface DeploymentAlarms {
  /** Undefined where there is no alarm of that name. */
  deploymentAlarm(alarmName: string): DeploymentAlarm | undefined;
}
