import type { CustomizedMetricSpecification } from '@aws-sdk/client-application-auto-scaling';
import type { TrackedMetric } from '../../engine/autoscaler/tracking-alarms';
import { NotImplementedFault } from '../../wire/fault';
import type { TrackingConfiguration } from './application-autoscaling.region';
import { invalid } from '../checks/constraint';
import type { ServiceName } from './resource';

/** What a policy's configuration tracks, and whether that metric's samples are tasks. */
export interface PolicyMetric {
  tracked: TrackedMetric;
  samplesAreTasks: boolean;
}

/**
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html for ECS, and customized
 * metrics without metric math.
 * @throws AwsFault ValidationException unless exactly one metric is specified. @throws NotImplementedFault for the rest.
 */
export function policyMetric(configuration: TrackingConfiguration, service: ServiceName): PolicyMetric {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: customized } = configuration;
  if ((predefined === undefined) === (customized === undefined)) {
    invalid('Exactly one of PredefinedMetricSpecification or CustomizedMetricSpecification must be specified');
  }
  if (customized) return { tracked: customMetric(customized), samplesAreTasks: false };
  const type = predefined?.PredefinedMetricType;
  switch (type) {
    case 'ECSServiceAverageCPUUtilization':
      return serviceMetric('CPUUtilization', service);
    case 'ECSServiceAverageMemoryUtilization':
      return serviceMetric('MemoryUtilization', service);
    case 'ALBRequestCountPerTarget':
      return { tracked: requestCount(predefined?.ResourceLabel), samplesAreTasks: false };
    default:
      return unavailable(type);
  }
}

const serviceMetric = (metricName: string, { clusterName, serviceName }: ServiceName): PolicyMetric => ({
  tracked: {
    metric: {
      namespace: 'AWS/ECS',
      metricName,
      dimensions: { ClusterName: clusterName, ServiceName: serviceName },
    },
    statistic: 'Average',
    unit: 'Percent',
  },
  samplesAreTasks: true,
});

/** @param label "app/<balancer>/<id>/targetgroup/<group>/<id>". */
function requestCount(label: string | undefined): TrackedMetric {
  const [, loadBalancer, targetGroup] = /^(app\/[^/]+\/[^/]+)\/(targetgroup\/[^/]+\/[^/]+)$/.exec(label ?? '') ?? [];
  if (!loadBalancer || !targetGroup) {
    invalid(
      'ResourceLabel must be of the form app/<load-balancer-name>/<load-balancer-id>/targetgroup/<target-group-name>/' +
        '<target-group-id> for the ALBRequestCountPerTarget metric',
    );
  }
  return {
    metric: {
      namespace: 'AWS/ApplicationELB',
      metricName: 'RequestCountPerTarget',
      dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
    },
    statistic: 'Sum',
  };
}

function customMetric(given: CustomizedMetricSpecification): TrackedMetric {
  const { MetricName, Namespace, Statistic, Dimensions = [], Unit } = given;
  if (!MetricName || !Namespace || !Statistic) {
    invalid('MetricName, Namespace and Statistic must be specified in CustomizedMetricSpecification');
  }
  return {
    metric: {
      namespace: Namespace,
      metricName: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])),
    },
    statistic: Statistic,
    ...(Unit === undefined ? {} : { unit: Unit }),
  };
}

function unavailable(type: string | undefined): never {
  if (type?.startsWith('ECSService')) {
    throw new NotImplementedFault('application-autoscaling', `PutScalingPolicy with PredefinedMetricType ${type}`);
  }
  invalid(`Unsupported predefined metric type for an ECS service: ${type}`);
}
