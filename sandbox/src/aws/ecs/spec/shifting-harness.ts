import type {
  AdvancedConfiguration,
  CreateServiceRequest,
  DeploymentConfiguration,
  LoadBalancer,
} from '@aws-sdk/client-ecs';
import { EcsHarness } from './ecs-harness';

/** A region in which a service's traffic can be shifted between two target groups. */
export class ShiftingHarness extends EcsHarness {
  /** A service between two target groups, with the first in production. @param deploymentConfiguration of BLUE_GREEN, unless it says another */
  createShifting(
    deploymentConfiguration: DeploymentConfiguration = {},
    more: Partial<CreateServiceRequest> = {},
  ): void {
    this.makeRules();
    this.create({
      loadBalancers: [this.shiftingBalancer()],
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        deploymentCircuitBreaker: { enable: true, rollback: true },
        ...deploymentConfiguration,
      },
      ...more,
    });
  }

  /** A production rule with the first target group in production, and a test rule with the other. */
  makeRules(): void {
    const { group, alternate } = this.targets;
    this.rules.forward(this.rules.production, [
      { targetGroupArn: group, weight: 1 },
      { targetGroupArn: alternate, weight: 0 },
    ]);
    this.rules.forward(this.rules.test, [{ targetGroupArn: alternate, weight: 1 }]);
  }

  shiftingBalancer(more: AdvancedConfiguration = {}): LoadBalancer {
    return {
      targetGroupArn: this.targets.group,
      containerName: 'app',
      containerPort: 80,
      advancedConfiguration: {
        alternateTargetGroupArn: this.targets.alternate,
        productionListenerRule: this.rules.production,
        testListenerRule: this.rules.test,
        roleArn: 'arn:aws:iam::000000000000:role/ecsInfrastructureRole',
        ...more,
      },
    };
  }

  /** Percent of the production and test traffic that really goes to the first target group and to the other. */
  get traffic(): string {
    return [this.rules.production, this.rules.test]
      .map((rule) => {
        const targets = this.rules.forwards(rule) ?? [];
        const total = targets.reduce((sum, { weight }) => sum + weight, 0);
        const share = (arn: string): number =>
          (100 * targets.reduce((sum, each) => sum + (each.targetGroupArn === arn ? each.weight : 0), 0)) / total;
        return `${share(this.targets.group)}/${share(this.targets.alternate)}`;
      })
      .join(', test ');
  }

  /** Lets time pass until the newest deployment is in a stage. @throws Error after fifteen minutes */
  async until(stage: string): Promise<void> {
    for (let second = 0; second < 900 && this.deployments[0]?.lifecycleStage !== stage; second++) await this.pass(1);
    const now = this.deployments[0]?.lifecycleStage;
    if (now !== stage) throw new Error(`The deployment is in ${now}, and not in ${stage}.`);
  }

  /** Lets time pass until no deployment is under way, at most 25 minutes. */
  async ended(): Promise<void> {
    for (let second = 0; second < 1500 && this.service.currentServiceDeployment; second++) await this.pass(1);
  }
}
