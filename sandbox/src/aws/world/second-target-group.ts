import type { LoadBalancer } from '@aws-sdk/client-ecs';
import {
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  type ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  ModifyTargetGroupAttributesCommand,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';

/** Which requests the test rule takes. */
export const TEST_HEADER = { name: 'X-Environment', value: 'test' };

/**
 * Gives a service's load balancer what traffic is shifted with, by the calls that anybody would make: a second target group
 * like the first, which gets nothing yet, and a rule of its own for test requests.
 * @param balancer of the service, with one target group
 * @returns the same with all of it
 */
export async function withSecondTargetGroup(
  elbv2: ElasticLoadBalancingV2Client,
  balancer: LoadBalancer,
): Promise<LoadBalancer> {
  const { TargetGroups } = await elbv2.send(
    new DescribeTargetGroupsCommand({ TargetGroupArns: [balancer.targetGroupArn!] }),
  );
  const blue = TargetGroups![0]!;
  const green = await likewise(elbv2, blue);
  const { Listeners } = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn: blue.LoadBalancerArns![0] }));
  const ListenerArn = Listeners![0]!.ListenerArn!;
  const both = { TargetGroups: [weighted(blue.TargetGroupArn!, 100), weighted(green, 0)] };
  await elbv2.send(
    new ModifyListenerCommand({ ListenerArn, DefaultActions: [{ Type: 'forward', ForwardConfig: both }] }),
  );
  return {
    ...balancer,
    advancedConfiguration: {
      alternateTargetGroupArn: green,
      ...(await rulesOf(elbv2, ListenerArn, green)),
      roleArn: `arn:aws:iam::${ListenerArn.split(':')[4]}:role/ecsInfrastructureRoleForLoadBalancers`,
    },
  };
}

/** @returns the ARN of a new target group with the settings of another */
async function likewise(elbv2: ElasticLoadBalancingV2Client, model: TargetGroup): Promise<string> {
  const { TargetGroups } = await elbv2.send(
    new CreateTargetGroupCommand({
      Name: `${model.TargetGroupName!.slice(0, 26)}-green`,
      TargetType: model.TargetType,
      Protocol: model.Protocol,
      Port: model.Port,
      VpcId: model.VpcId,
      HealthCheckPath: model.HealthCheckPath,
      HealthCheckIntervalSeconds: model.HealthCheckIntervalSeconds,
      HealthCheckTimeoutSeconds: model.HealthCheckTimeoutSeconds,
      HealthyThresholdCount: model.HealthyThresholdCount,
      UnhealthyThresholdCount: model.UnhealthyThresholdCount,
      Matcher: model.Matcher,
    }),
  );
  const TargetGroupArn = TargetGroups![0]!.TargetGroupArn!;
  const { Attributes } = await elbv2.send(
    new DescribeTargetGroupAttributesCommand({ TargetGroupArn: model.TargetGroupArn! }),
  );
  await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: Attributes! }));
  return TargetGroupArn;
}

/** The listener's default rule for production, and a new one for tests. */
async function rulesOf(
  elbv2: ElasticLoadBalancingV2Client,
  ListenerArn: string,
  green: string,
): Promise<{ productionListenerRule: string; testListenerRule: string }> {
  const { Rules } = await elbv2.send(new DescribeRulesCommand({ ListenerArn }));
  const HttpHeaderConfig = { HttpHeaderName: TEST_HEADER.name, Values: [TEST_HEADER.value] };
  const test = await elbv2.send(
    new CreateRuleCommand({
      ListenerArn,
      Priority: 1,
      Conditions: [{ Field: 'http-header', HttpHeaderConfig }],
      Actions: [{ Type: 'forward', TargetGroupArn: green }],
    }),
  );
  return {
    productionListenerRule: Rules!.find(({ IsDefault }) => IsDefault)!.RuleArn!,
    testListenerRule: test.Rules![0]!.RuleArn!,
  };
}

const weighted = (TargetGroupArn: string, Weight: number): { TargetGroupArn: string; Weight: number } => ({
  TargetGroupArn,
  Weight,
});
