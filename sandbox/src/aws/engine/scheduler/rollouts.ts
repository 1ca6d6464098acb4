import type { DeploymentLifecycleHookAction } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { DeploymentAlarms } from '../deployment-alarms.port';
import { AlarmMonitor } from './alarm-monitor';
import { Deployment } from './deployment';
import type { EcsService } from './ecs-service';
import { words } from './event-words';
import { serviceDeploymentId } from './identifiers';
import { Lifecycle } from './lifecycle';
import { type Pause, PauseHooks } from './pause-hooks';
import type { ServiceRevision } from './revision';
import { ServiceDeploymentRecord } from './service-deployment';
import { shiftPlan } from './shift-plan';
import type { TrafficShift } from './traffic-shift';

/** Begins, completes, fails and rolls back the deployments of services. It starts and stops no task: the next pass does. */
export class Rollouts {
  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
    private readonly alarms: DeploymentAlarms,
    private readonly traffic: TrafficShift,
  ) {}

  /** Makes `revision` the one to run; whatever was under way is stopped and becomes what is replaced. */
  begin(service: EcsService, revision: ServiceRevision): void {
    const now = this.clock.now();
    service.ongoing?.turn('STOPPED', now);
    const sources = service.deployments.map((deployment) => service.counts(deployment));
    const lifecycleOf = this.shifting(service);
    for (const deployment of service.deployments) deployment.status = 'ACTIVE';
    const deployment = new Deployment(revision, this.clock, this.pace);
    service.deployments.unshift(deployment);
    service.revisions.set(revision.arn, revision);
    service.steadySince = undefined;
    const { clusterName, name } = service.identity;
    const prefix = service.identity.arn.slice(0, service.identity.arn.indexOf(':service/'));
    const record = new ServiceDeploymentRecord(
      `${prefix}:service-deployment/${clusterName}/${name}/${serviceDeploymentId()}`,
      deployment,
      service.settings.deploymentConfiguration,
      sources,
      { arn: revision.arn, requested: service.desiredCount, running: 0, pending: 0 },
      new AlarmMonitor(service.settings.deploymentConfiguration.alarms, this.alarms),
      now,
    );
    record.lifecycle = lifecycleOf(deployment);
    service.records.unshift(record);
  }

  /** The stages of the next deployment, where it shifts traffic. @param before the service as it is without it */
  private shifting(before: EcsService): (deployment: Deployment) => Lifecycle | undefined {
    const { deploymentConfiguration, controller } = before.settings;
    const plan = controller === 'ECS' ? shiftPlan(deploymentConfiguration) : undefined;
    if (!plan) return () => undefined;
    const source = this.traffic.serving(before);
    const several = before.deployments.filter((each) => before.tasksOf(each).length > 0).length > 1;
    const hooks = new PauseHooks(deploymentConfiguration.lifecycleHooks ?? [], this.pace);
    return (deployment) => new Lifecycle(deployment, source, plan, hooks, several, this.clock.now());
  }

  complete(service: EcsService, deployment: Deployment): void {
    service.forgetEmptied();
    deployment.turn('COMPLETED', `ECS deployment ${deployment.id} completed.`);
    service.completed = [...service.completed.filter((other) => other !== deployment), deployment];
    service.events.add(words.completed(service.name, deployment.id));
    const record = service.ongoing;
    record?.turn(record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL', this.clock.now());
  }

  /** The circuit breaker has tripped on the primary deployment. */
  fail(service: EcsService, deployment: Deployment): void {
    const record = service.ongoing;
    if (record?.breaker) record.breaker.triggered = true;
    service.events.add(words.failed(service.name, deployment.id));
    deployment.turn('FAILED', 'ECS deployment circuit breaker: tasks failed to start.');
    if (record?.rollback) return record.turn('ROLLBACK_FAILED', this.clock.now(), NO_CANDIDATE);
    if (!service.breaker.rollback) return record?.turn('STOPPED', this.clock.now(), BREAKER_STOPPED);
    this.rollBack(service, BREAKER_ROLLED_BACK, 'ECS deployment circuit breaker: ');
  }

  /** An alarm of the primary deployment went to ALARM. How ECS words its reasons then is not on record. */
  alarm(service: EcsService, deployment: Deployment): void {
    const record = service.ongoing;
    if (!record) return;
    const alarms = `the CloudWatch alarms [${record.alarms.triggered.join(', ')}] are in ALARM state.`;
    service.events.add(words.alarmDetected(service.name, deployment.id));
    deployment.turn('FAILED', 'ECS deployment alarms: alarm detected.');
    if (record.alarms.rollback) {
      this.rollBack(service, `Service deployment rolled back because ${alarms}`, 'ECS deployment alarms: ');
    } else record.turn('STOPPED', this.clock.now(), `Service deployment stopped because ${alarms}`);
  }

  /** ECS itself gives a deployment that shifts traffic up. @param why "the circuit breaker …", as it follows "because" */
  giveUp(service: EcsService, deployment: Deployment, why: string): void {
    const reason = `Service deployment rolled back because ${why}`;
    service.events.add(words.gaveUp(service.name, deployment.id, reason));
    deployment.turn('FAILED', `ECS deployment failed: ${why}`);
    this.rollBack(service, reason, '');
  }

  /** ContinueServiceDeployment at a pause of the deployment under way. */
  answer(service: EcsService, pause: Pause, action: DeploymentLifecycleHookAction): void {
    pause.status = action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED';
    const { primary } = service;
    if (action === 'CONTINUE' || !primary) return;
    primary.turn('FAILED', `ECS deployment ${primary.id} stopped.`);
    this.rollBack(service, CONTINUE_ASKED, '');
  }

  /** StopServiceDeployment(ROLLBACK): asked for, done with the next pass. */
  requestRollback(service: EcsService): void {
    service.ongoing?.turn('ROLLBACK_REQUESTED', this.clock.now());
  }

  performRequested(service: EcsService): void {
    const primary = service.primary;
    if (service.ongoing?.status !== 'ROLLBACK_REQUESTED' || !primary) return;
    primary.turn('FAILED', `ECS deployment ${primary.id} stopped.`);
    this.rollBack(service, ROLLBACK_ASKED, '');
  }

  /**
   * Goes back to the most recent completed deployment, which becomes PRIMARY and IN_PROGRESS again under its own id ("How
   * the circuit breaker detects failures"): in progress, it is not eligible for another roll-back.
   */
  private rollBack(service: EcsService, reason: string, speaker: string): void {
    const now = this.clock.now();
    const record = service.ongoing;
    const candidate = service.completed.findLast(({ rolloutState }) => rolloutState === 'COMPLETED');
    if (!candidate) return record?.turn('ROLLBACK_FAILED', now, `${reason} ${NO_CANDIDATE}`);
    for (const deployment of service.deployments) deployment.status = 'ACTIVE';
    service.deployments = [candidate, ...service.deployments.filter((other) => other !== candidate)];
    candidate.status = 'PRIMARY';
    candidate.failedTasks = 0;
    candidate.turn('IN_PROGRESS', `${speaker}${speaker ? 'rolling' : 'Rolling'} back to deploymentId ${candidate.id}.`);
    candidate.throttle.reachedRunning();
    service.events.add(words.rollingBack(service.name, candidate.id));
    service.steadySince = undefined;
    if (!record) return;
    record.rollback = { reason, startedAt: now, serviceRevisionArn: candidate.revision.arn };
    record.turn('ROLLBACK_IN_PROGRESS', now, reason);
  }
}

const BREAKER_ROLLED_BACK = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
const BREAKER_STOPPED = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
const CONTINUE_ASKED = 'Service deployment rolled back because of a ContinueServiceDeployment request.';
const ROLLBACK_ASKED = 'Service deployment rolled back because of a StopServiceDeployment request.';
const NO_CANDIDATE = 'No rollback candidate was found to run the rollback.';
