import { Injectable } from '@nestjs/common';
import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy, TargetTrackingScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { ScalingLook } from '../../domain/scaling/scaling.port';
import type { TargetTracking, TaskRange } from '../../domain/scaling/scaling.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { DESIRED_COUNT, resourceId } from './scalable-resource';
import { ServiceReader } from '../ecs/service-reader';
import { countsOf } from '../ecs/service-shape';

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

  override async target(ref: ServiceRef): Promise<(TaskRange & { scaleInSuspended: boolean }) | undefined> {
    const { scaling } = this.clients.look(ref.environment);
    const { ScalableTargets } = await ask(
      ref,
      scaling.send(new DescribeScalableTargetsCommand({ ...DESIRED_COUNT, ResourceIds: [resourceId(ref)] })),
    );
    const target = ScalableTargets?.[0];
    if (!target) return undefined;
    const scaleInSuspended = target.SuspendedState?.DynamicScalingInSuspended ?? false;
    return { min: target.MinCapacity ?? 0, max: target.MaxCapacity ?? 0, scaleInSuspended };
  }

  override async tracking(ref: ServiceRef): Promise<TargetTracking[]> {
    const { scaling } = this.clients.look(ref.environment);
    const { ScalingPolicies } = await ask(
      ref,
      scaling.send(new DescribeScalingPoliciesCommand({ ...DESIRED_COUNT, ResourceId: resourceId(ref) })),
    );
    const policies = (ScalingPolicies ?? []).filter((policy) => policy.TargetTrackingScalingPolicyConfiguration);
    const states = await this.lowAlarmStates(ref, policies);
    return policies.map((policy) => trackingOf(policy, states));
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

const lowAlarmOf = ({ Alarms }: ScalingPolicy): string | undefined =>
  Alarms?.find(({ AlarmName }) => AlarmName?.includes('-AlarmLow-'))?.AlarmName;

function trackingOf(policy: ScalingPolicy, states: Map<string, StateValue>): TargetTracking {
  const configuration = policy.TargetTrackingScalingPolicyConfiguration!;
  const low = states.get(lowAlarmOf(policy) ?? '');
  return {
    policy: policy.PolicyName ?? '',
    metric: metricName(configuration),
    target: configuration.TargetValue ?? 0,
    scaleInDisabled: configuration.DisableScaleIn ?? false,
    ...(low ? { low } : {}),
  };
}

const METRICS: Record<string, string> = {
  ECSServiceAverageCPUUtilization: 'CPU',
  ECSServiceAverageCPUUtilizationHighResolution: 'CPU',
  ECSServiceAverageMemoryUtilization: 'memory',
  ALBRequestCountPerTarget: 'requests per target',
};

function metricName(configuration: TargetTrackingScalingPolicyConfiguration): string {
  const predefined = configuration.PredefinedMetricSpecification?.PredefinedMetricType ?? '';
  return METRICS[predefined] ?? configuration.CustomizedMetricSpecification?.MetricName ?? 'a custom metric';
}
