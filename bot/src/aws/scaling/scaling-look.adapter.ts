import { Injectable } from '@nestjs/common';
import {
  DescribeScalableTargetsCommand,
  paginateDescribeScalingPolicies,
  paginateDescribeScheduledActions,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy, ScheduledAction as AwsScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { ScalableRange } from '../../domain/observations/observation.types';
import { ScalingLook } from '../../domain/scaling/scaling.port';
import type { OtherPolicy, ScheduledAction, TargetTracking } from '../../domain/scaling/scaling.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { ServiceReader } from '../ecs/service-reader';
import { countsOf } from '../ecs/service-shape';
import { DESIRED_COUNT, resourceId } from './scalable-resource';
import { metricWords } from './scaling-metrics';

/** Automatic scaling and a service's counts. */
@Injectable()
export class ScalingLookAdapter extends ScalingLook {
  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
  ) {
    super();
  }

  override async counts(ref: ServiceRef) {
    const service = await this.reader.read(ref);
    const deploying = (service.deployments ?? []).some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
    return { ...countsOf(service), deploying, daemon: service.schedulingStrategy === 'DAEMON' };
  }

  override async target(ref: ServiceRef): Promise<ScalableRange | undefined> {
    const { scaling } = this.clients.look(ref.environment);
    const command = new DescribeScalableTargetsCommand({ ...DESIRED_COUNT, ResourceIds: [resourceId(ref)] });
    const { ScalableTargets } = await ask(ref, scaling.send(command));
    const target = ScalableTargets?.[0];
    if (!target) return undefined;
    const { DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended } =
      target.SuspendedState ?? {};
    return {
      min: target.MinCapacity ?? 0,
      max: target.MaxCapacity ?? 0,
      suspended: {
        in: DynamicScalingInSuspended ?? false,
        out: DynamicScalingOutSuspended ?? false,
        scheduled: ScheduledScalingSuspended ?? false,
      },
    };
  }

  override async policies(ref: ServiceRef): Promise<{ tracking: TargetTracking[]; others: OtherPolicy[] }> {
    const policies = await ask(ref, this.allPolicies(ref));
    const tracking = policies.filter(isTracking);
    const states = await this.lowAlarmStates(ref, tracking);
    return {
      tracking: tracking.map((policy) => trackingOf(policy, states)),
      others: policies.filter((policy) => !isTracking(policy)).map(otherPolicy),
    };
  }

  override schedules(ref: ServiceRef): Promise<ScheduledAction[]> {
    return ask(ref, this.allSchedules(ref));
  }

  private async allPolicies(ref: ServiceRef): Promise<ScalingPolicy[]> {
    const { scaling: client } = this.clients.look(ref.environment);
    const policies: ScalingPolicy[] = [];
    const request = { ...DESIRED_COUNT, ResourceId: resourceId(ref) };
    for await (const page of paginateDescribeScalingPolicies({ client }, request))
      policies.push(...(page.ScalingPolicies ?? []));
    return policies;
  }

  private async allSchedules(ref: ServiceRef): Promise<ScheduledAction[]> {
    const { scaling: client } = this.clients.look(ref.environment);
    const actions: AwsScheduledAction[] = [];
    const request = { ...DESIRED_COUNT, ResourceId: resourceId(ref) };
    for await (const page of paginateDescribeScheduledActions({ client }, request))
      actions.push(...(page.ScheduledActions ?? []));
    return actions.map(scheduledAction);
  }

  /** By alarm name; without the states where CloudWatch may not be asked, since the policies alone say much. */
  private async lowAlarmStates(ref: ServiceRef, policies: ScalingPolicy[]): Promise<Map<string, StateValue>> {
    const AlarmNames = policies.flatMap((policy) => lowAlarmOf(policy) ?? []);
    if (AlarmNames.length === 0) return new Map();
    const { cloudwatch } = this.clients.look(ref.environment);
    const { MetricAlarms } = await cloudwatch
      .send(new DescribeAlarmsCommand({ AlarmNames }))
      .catch(() => ({ MetricAlarms: [] }));
    return new Map(
      (MetricAlarms ?? []).flatMap(({ AlarmName, StateValue: state }) =>
        AlarmName && state ? [[AlarmName, state]] : [],
      ),
    );
  }
}

const isTracking = ({ TargetTrackingScalingPolicyConfiguration: configuration }: ScalingPolicy): boolean =>
  configuration !== undefined;

const lowAlarmOf = ({ Alarms }: ScalingPolicy): string | undefined =>
  Alarms?.find(({ AlarmName }) => AlarmName?.includes('-AlarmLow-'))?.AlarmName;

function trackingOf(policy: ScalingPolicy, states: Map<string, StateValue>): TargetTracking {
  const configuration = policy.TargetTrackingScalingPolicyConfiguration;
  const predefined = configuration?.PredefinedMetricSpecification?.PredefinedMetricType;
  const low = states.get(lowAlarmOf(policy) ?? '');
  return {
    policy: policy.PolicyName ?? '',
    metric: metricWords(predefined ?? configuration?.CustomizedMetricSpecification?.MetricName ?? 'a custom metric'),
    target: configuration?.TargetValue ?? 0,
    scaleInDisabled: configuration?.DisableScaleIn ?? false,
    ...(low ? { low } : {}),
  };
}

const KINDS: Record<string, OtherPolicy['kind']> = { StepScaling: 'step', PredictiveScaling: 'predictive' };

function otherPolicy({ PolicyName: policy = '', PolicyType: type = '' }: { PolicyName?: string; PolicyType?: string }) {
  return { policy, kind: KINDS[type] ?? 'other' };
}

function scheduledAction({ ScheduledActionName, Schedule, ScalableTargetAction }: AwsScheduledAction): ScheduledAction {
  const { MinCapacity: min, MaxCapacity: max } = ScalableTargetAction ?? {};
  return {
    name: ScheduledActionName ?? '',
    schedule: Schedule ?? '',
    range: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
  };
}
