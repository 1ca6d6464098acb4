import { CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { ServiceTrafficAdapter } from './service-traffic.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const GROUP = 'arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/api/6d0ecf831eec9f09';
const OTHER = 'arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/other/7d0ecf831eec9f09';
const APPLICATION = 'arn:aws:elasticloadbalancing:us-west-2:1:loadbalancer/app/web/50dc6c495c0c9188';
const NETWORK = 'arn:aws:elasticloadbalancing:us-west-2:1:loadbalancer/net/tcp/50dc6c495c0c9188';
const SERVICE = { ref: REF, balanced: [{ container: 'app', targetGroupArn: GROUP }] };

const groups = (...members: { arn: string; balancers: string[] }[]): string => {
  const member = ({ arn, balancers }: { arn: string; balancers: string[] }): string =>
    `<member><TargetGroupArn>${arn}</TargetGroupArn><LoadBalancerArns>${balancers
      .map((one) => `<member>${one}</member>`)
      .join('')}</LoadBalancerArns></member>`;
  return `<DescribeTargetGroupsResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetGroupsResult><TargetGroups>${members.map(member).join('')}</TargetGroups></DescribeTargetGroupsResult></DescribeTargetGroupsResponse>`;
};

interface Asked {
  Id: string;
  MetricStat: { Metric: { MetricName: string; Dimensions: { Name: string; Value: string }[] } };
}

/** What CloudWatch counted, by the metric's name. */
function counted(amounts: Record<string, number[]>): Answers[string] {
  return (input) => ({
    MetricDataResults: (input['MetricDataQueries'] as Asked[]).map(({ Id, MetricStat }) => ({
      Id,
      Values: amounts[MetricStat.Metric.MetricName] ?? [],
    })),
  });
}

function setUp(balancers: string[], amounts: Record<string, number[]>, shared: string[] = []) {
  const aws = new CannedAws({
    DescribeTargetGroups: (input) =>
      'TargetGroupArns' in input || Object.keys(input).some((name) => name.startsWith('TargetGroupArns'))
        ? groups({ arn: GROUP, balancers })
        : groups({ arn: GROUP, balancers }, ...shared.map((arn) => ({ arn, balancers }))),
    GetMetricData: counted(amounts),
  });
  const asked = () => aws.inputs('GetMetricData').flatMap(({ MetricDataQueries }) => MetricDataQueries as Asked[]);
  return { aws, asked, adapter: new ServiceTrafficAdapter(aws.clients) };
}

it('counts the requests and what was answered with an error, by the targets and by their own load balancer', async () => {
  const { adapter, asked, aws } = setUp([APPLICATION], {
    RequestCount: [60, 40],
    HTTPCode_Target_5XX_Count: [1],
    HTTPCode_ELB_502_Count: [2, 1],
  });
  expect(await adapter.traffic(SERVICE, 1000, 61_000)).toEqual({ requests: 100, errors: { '5xx': 1, '502': 3 } });
  const dimensions = (name: string) =>
    asked().find(({ MetricStat }) => MetricStat.Metric.MetricName === name)?.MetricStat.Metric.Dimensions;
  const balancer = { Name: 'LoadBalancer', Value: 'app/web/50dc6c495c0c9188' };
  expect(dimensions('RequestCount')).toEqual([
    balancer,
    { Name: 'TargetGroup', Value: 'targetgroup/api/6d0ecf831eec9f09' },
  ]);
  expect(dimensions('HTTPCode_ELB_502_Count')).toEqual([balancer]);
  expect(aws.inputs('GetMetricData')[0]).toMatchObject({ StartTime: expect.anything(), EndTime: expect.anything() });
});

it('asks once which load balancer it is', async () => {
  const { adapter, aws } = setUp([APPLICATION], {});
  await adapter.traffic(SERVICE, 0, 1);
  await adapter.traffic(SERVICE, 1, 2);
  expect(aws.operations.filter((name) => name === 'DescribeTargetGroups')).toHaveLength(2);
});

it("holds nothing against a service that its load balancer may have answered for another's", async () => {
  const { adapter, asked } = setUp([APPLICATION], { HTTPCode_ELB_502_Count: [9] }, [OTHER]);
  expect(await adapter.traffic(SERVICE, 0, 1)).toEqual({ requests: 0, errors: {} });
  expect(asked().map(({ MetricStat }) => MetricStat.Metric.MetricName)).toEqual([
    'RequestCount',
    'HTTPCode_Target_5XX_Count',
  ]);
});

it.each<[string, string[], object]>([
  ['behind none', [], { ...SERVICE, balanced: [] }],
  ['whose target group none sends to', [], SERVICE],
  ['behind one that knows nothing of requests', [NETWORK], SERVICE],
])('knows of no requests to a service %s', async (_where, balancers, service) => {
  const { adapter, aws } = setUp(balancers, {});
  expect(await adapter.traffic(service as typeof SERVICE, 0, 1)).toBeUndefined();
  expect(aws.operations).not.toContain('GetMetricData');
});
