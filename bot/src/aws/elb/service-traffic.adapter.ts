import { Injectable } from '@nestjs/common';
import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import { ServiceTraffic } from '../../domain/deployments/traffic.port';
import type { Traffic } from '../../domain/deployments/traffic.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { BoundedMap } from '../../kernel/bounded-map';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';

/** Of so many target groups it is remembered which load balancer sends to them. */
const REMEMBERED = 200;
/** The errors that a load balancer answers with itself where its targets do not. */
const OWN_CODES = ['502', '503', '504'] as const;

/** A target group behind an Application Load Balancer, as CloudWatch's dimensions name them. */
interface Route {
  /** `targetgroup/<name>/<hex>` */
  targetGroup: string;
  /** `app/<name>/<hex>` */
  loadBalancer: string;
  /** No other target group is behind it: what it answers itself is about this one. */
  isOnly: boolean;
}

/**
 * The requests to a service, as its Application Load Balancers count them.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
@Injectable()
export class ServiceTrafficAdapter extends ServiceTraffic {
  private readonly routes = new BoundedMap<string, Route[]>(REMEMBERED);

  constructor(private readonly clients: AwsClients) {
    super();
  }

  override async traffic(
    { ref, balanced }: Pick<EcsService, 'ref' | 'balanced'>,
    from: number,
    to: number,
  ): Promise<Traffic | undefined> {
    const groups = [...new Set(balanced.flatMap(({ targetGroupArn }) => targetGroupArn ?? []))];
    const routes = (await Promise.all(groups.map((arn) => this.routesTo(ref, arn)))).flat();
    if (routes.length === 0) return undefined;
    const counts = await this.counts(ref, queriesOf(routes), from, to);
    const errors = Object.entries(counts).filter(([name, amount]) => name !== 'requests' && amount > 0);
    return { requests: counts['requests'] ?? 0, errors: Object.fromEntries(errors) };
  }

  private async routesTo(ref: ServiceRef, targetGroupArn: string): Promise<Route[]> {
    const known = this.routes.get(targetGroupArn);
    if (known) return known;
    const { elb } = this.clients.look(ref.environment);
    const [group] = await this.groups(ref, { TargetGroupArns: [targetGroupArn] });
    const balancers = (group?.LoadBalancerArns ?? []).filter((arn) => arn.includes('loadbalancer/app/'));
    const routes = await Promise.all(
      balancers.map(async (LoadBalancerArn): Promise<Route> => {
        const { TargetGroups = [] } = await ask(ref, elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn })));
        return {
          targetGroup: targetGroupArn.slice(targetGroupArn.indexOf('targetgroup/')),
          loadBalancer: LoadBalancerArn.slice(LoadBalancerArn.indexOf('app/')),
          isOnly: TargetGroups.length === 1,
        };
      }),
    );
    this.routes.set(targetGroupArn, routes);
    return routes;
  }

  private async groups(ref: ServiceRef, input: { TargetGroupArns: string[] }) {
    const { elb } = this.clients.look(ref.environment);
    return (await ask(ref, elb.send(new DescribeTargetGroupsCommand(input)))).TargetGroups ?? [];
  }

  private async counts(ref: ServiceRef, queries: Query[], from: number, to: number): Promise<Record<string, number>> {
    const { cloudwatch } = this.clients.look(ref.environment);
    const window = { StartTime: new Date(from), EndTime: new Date(to) };
    const MetricDataQueries = queries.map(({ query }) => query);
    const counts: Record<string, number> = {};
    let NextToken: string | undefined;
    do {
      const page = NextToken === undefined ? {} : { NextToken };
      const answer = await ask(
        ref,
        cloudwatch.send(new GetMetricDataCommand({ ...window, MetricDataQueries, ...page })),
      );
      for (const { Id, Values = [] } of answer.MetricDataResults ?? []) {
        const name = queries.find(({ query }) => query.Id === Id)?.counted ?? '';
        counts[name] = Values.reduce((sum, value) => sum + value, counts[name] ?? 0);
      }
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return counts;
  }
}

/** What is asked, and what it counts: `requests`, or a kind of error. */
interface Query {
  query: MetricDataQuery;
  counted: string;
}

function queriesOf(routes: readonly Route[]): Query[] {
  return routes.flatMap(({ targetGroup, loadBalancer, isOnly }, n) => {
    const both = { LoadBalancer: loadBalancer, TargetGroup: targetGroup };
    const own = isOnly ? OWN_CODES : [];
    return [
      { counted: 'requests', query: sumOf(`requests${n}`, 'RequestCount', both) },
      { counted: '5xx', query: sumOf(`target${n}`, 'HTTPCode_Target_5XX_Count', both) },
      ...own.map((code) => ({
        counted: code,
        query: sumOf(`elb${code}n${n}`, `HTTPCode_ELB_${code}_Count`, { LoadBalancer: loadBalancer }),
      })),
    ];
  });
}

function sumOf(Id: string, MetricName: string, dimensions: Readonly<Record<string, string>>): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id,
    MetricStat: { Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
  };
}
