import type { AlarmActions, AlarmSignal } from '../alarm-actions.port';
import type { ScaledService, ScaledServices } from '../scaled-services.port';
import { neededCapacity, scaleOutTo } from './capacity';
import type { Cooldowns } from './cooldowns';
import type { NotScaled, ScalingActivities } from './scaling-activities';
import type { ScalableTarget, ScalingPolicy, ScalingRegistry } from './scaling-registry';
import type { TrackedAlarms } from './tracked-alarms.port';

/** One alarm's request to scale, with all that it is about. */
interface Request {
  signal: AlarmSignal;
  policy: ScalingPolicy;
  target: ScalableTarget;
  service: ScaledService;
}

/**
 * Target tracking: acts on its policies' alarms and on nothing else. It scales out when any policy asks for it, in only when
 * all that may do so agree, never in while a deployment runs, and not at all without data ("Target tracking scaling
 * policies" in the Application Auto Scaling guide).
 */
export class Autoscaler implements AlarmActions {
  /** Alarm episodes whose not-scaled activity has been recorded: one an episode and reason, not one a minute. */
  private readonly told = new Map<string, { since: number | undefined; reasons: Set<string> }>();

  constructor(
    private readonly registry: ScalingRegistry,
    private readonly services: ScaledServices,
    private readonly alarms: TrackedAlarms,
    private readonly activities: ScalingActivities,
    private readonly cooldowns: Cooldowns,
  ) {}

  run(signal: AlarmSignal): void {
    const policy = this.registry.policyOfAction(signal.actionArn);
    const target = policy && this.registry.target(policy.resourceId);
    const service = target && this.services.find(target.clusterName, target.serviceName);
    if (!policy || !target || !service || signal.state !== 'ALARM') return;
    const request = { signal, policy, target, service };
    if (signal.alarmName === policy.high.name) this.scaleOut(request);
    else if (signal.alarmName === policy.low?.name) this.scaleIn(request);
  }

  /** Brings a service whose desired count lies outside a target's range into it at once, as RegisterScalableTarget does. */
  enforceRange(target: ScalableTarget): void {
    const service = this.services.find(target.clusterName, target.serviceName);
    if (!service) return;
    const { desiredCount } = service;
    const { minCapacity, maxCapacity } = target;
    if (desiredCount < minCapacity) {
      this.activities.setDesiredCount(target, desiredCount, minCapacity, `minimum capacity was set to ${minCapacity}`);
    } else if (desiredCount > maxCapacity) {
      this.activities.setDesiredCount(target, desiredCount, maxCapacity, `maximum capacity was set to ${maxCapacity}`);
    }
  }

  private scaleOut(request: Request): void {
    const { signal, policy, target, service } = request;
    if (target.suspended.scalingOut || signal.value === undefined) return;
    const tasks = tasksBehind(policy, service, signal.sampleCount);
    const needed = neededCapacity(tasks, signal.value, policy.targetValue);
    const { desiredCount: desired } = service;
    const maximum = target.maxCapacity;
    if (needed > desired && desired >= maximum) {
      this.tell(request, { code: 'AlreadyAtMaxCapacity', maxCapacity: maximum });
      return;
    }
    const credit = this.cooldowns.credit(target.resourceId);
    const to = scaleOutTo({ needed, tasks, desired, credit, maximum });
    if (to === undefined) return;
    if (this.activities.setDesiredCount(target, desired, to, causeOf(request))) {
      this.cooldowns.scaledOut(target.resourceId, policy.scaleOutCooldown, to - desired);
    }
  }

  private scaleIn(request: Request): void {
    const { policy, target, service } = request;
    if (target.suspended.scalingIn) return;
    const { desiredCount: desired } = service;
    if (service.deploying) {
      this.tell(request, { code: 'TargetServicePutResourceAsUnscalable' });
      return;
    }
    if (desired <= target.minCapacity) {
      this.tell(request, { code: 'AlreadyAtMinCapacity', minCapacity: target.minCapacity });
      return;
    }
    if (this.cooldowns.holdsScaleIn(target.resourceId)) return;
    const needed = this.agreedCapacity(target, service);
    if (needed === undefined) return;
    const to = Math.max(needed, target.minCapacity);
    if (to >= desired) {
      this.tell(request, { code: 'AutoScalingAnticipatedFlapping', currentCapacity: desired });
      return;
    }
    if (this.activities.setDesiredCount(target, desired, to, causeOf(request))) {
      this.cooldowns.scaledIn(target.resourceId, policy.scaleInCooldown);
    }
  }

  /** The capacity that every policy with scale-in can do with; undefined unless all of them ask to scale in. */
  private agreedCapacity(target: ScalableTarget, service: ScaledService): number | undefined {
    let agreed = 0;
    for (const policy of this.registry.policiesOf(target.resourceId)) {
      if (!policy.low) continue;
      const low = this.alarms.trackedAlarm(policy.low.name);
      if (low?.state !== 'ALARM' || low.value === undefined) return undefined;
      const tasks = tasksBehind(policy, service, low.sampleCount);
      agreed = Math.max(agreed, neededCapacity(tasks, low.value, policy.targetValue));
    }
    return agreed;
  }

  private tell(request: Request, reason: NotScaled): void {
    const { alarmName } = request.signal;
    const since = this.alarms.trackedAlarm(alarmName)?.since;
    const before = this.told.get(alarmName);
    const told = before && before.since === since ? before : { since, reasons: new Set<string>() };
    this.told.set(alarmName, told);
    const key = `${reason.code} at ${request.service.desiredCount}`;
    if (told.reasons.has(key)) return;
    told.reasons.add(key);
    this.activities.notScaled(request.target, causeOf(request), reason);
  }
}

/** The tasks behind a metric: its samples where those are tasks, since tasks that do not count yet have no part in it. */
const tasksBehind = (policy: ScalingPolicy, service: ScaledService, samples: number | undefined): number =>
  policy.samplesAreTasks && samples !== undefined ? samples : service.runningCount;

const causeOf = ({ signal, policy }: Request): string =>
  `monitor alarm ${signal.alarmName} in state ${signal.state} triggered policy ${policy.policyName}`;
