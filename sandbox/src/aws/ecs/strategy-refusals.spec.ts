import type { AdvancedConfiguration } from '@aws-sdk/client-ecs';
import { faultOf } from '../wire/spec/wire-client';
import { ShiftingHarness } from './spec/shifting-harness';

describe('what ECS refuses of a strategy', () => {
  const harness = new ShiftingHarness();
  harness.makeRules();
  const { group, alternate } = harness.targets;
  const { production, test: testRule } = harness.rules;
  const service = {
    cluster: 'primes',
    serviceName: 'x',
    taskDefinition: 'f-1',
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  };
  const refusal = (input: object) => faultOf(harness.wire.call('CreateService', { ...service, ...input }));
  const pause = (more: object = {}) => ({ targetType: 'PAUSE', lifecycleStages: ['POST_SCALE_UP'], ...more });
  const listener = production.replace('listener-rule', 'listener');

  it.each<[object, string]>([
    [{ strategy: 'RED_BLACK' }, 'Deployment strategy should be one of [ROLLING,BLUE_GREEN,LINEAR,CANARY]'],
    [{ strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1441 }, 'bakeTimeInMinutes must be an integer between 0 and 1440.'],
    [
      { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 0 } },
      'canaryPercent must be a multiple of 0.1 from 0.1 to 100.0.',
    ],
    [
      { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 10.05 } },
      'canaryPercent must be a multiple of 0.1 from 0.1 to 100.0.',
    ],
    [
      { strategy: 'LINEAR', linearConfiguration: { stepPercent: 2.9 } },
      'stepPercent must be a multiple of 0.1 from 3.0 to 100.0.',
    ],
    [
      { strategy: 'LINEAR', linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: -1 } },
      'stepBakeTimeInMinutes must be an integer between 0 and 1440.',
    ],
    [
      { strategy: 'BLUE_GREEN', canaryConfiguration: { canaryPercent: 5 } },
      'canaryConfiguration is only valid when the deployment strategy is CANARY.',
    ],
    [
      { linearConfiguration: { stepPercent: 5 } },
      'linearConfiguration is only valid when the deployment strategy is LINEAR.',
    ],
    [
      { strategy: 'BLUE_GREEN', lifecycleHooks: [pause({ targetType: 'WEBHOOK' })] },
      'Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE',
    ],
    [
      { strategy: 'BLUE_GREEN', lifecycleHooks: [pause({ lifecycleStages: ['TEST_TRAFFIC_SHIFT'] })] },
      'Invalid lifecycle stage provided for Pause Hook',
    ],
    [
      { strategy: 'BLUE_GREEN', lifecycleHooks: [pause({ lifecycleStages: [] })] },
      'lifecycleStages is required for a lifecycle hook',
    ],
    [
      { strategy: 'BLUE_GREEN', lifecycleHooks: [pause({ timeoutConfiguration: { timeoutInMinutes: 20_161 } })] },
      'timeoutInMinutes must be between 1 and 20160.',
    ],
    [
      { strategy: 'BLUE_GREEN', lifecycleHooks: Array.from({ length: 11 }, () => pause()) },
      'You can configure at most 10 pause hooks.',
    ],
  ])('of the deployment configuration %j', async (deploymentConfiguration, message) => {
    expect(await refusal({ deploymentConfiguration })).toEqual(['InvalidParameterException', message]);
  });

  const balanced = (more: AdvancedConfiguration = {}) => ({
    deploymentConfiguration: { strategy: 'BLUE_GREEN' },
    loadBalancers: [harness.shiftingBalancer(more)],
  });
  const plain = { targetGroupArn: alternate, containerName: 'app', containerPort: 80 };

  it.each<[string, object, string]>([
    [
      'none',
      { ...balanced(), loadBalancers: [plain] },
      'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy',
    ],
    [
      'one of two',
      { loadBalancers: [harness.shiftingBalancer(), plain] },
      'Either all or none of the provided loadBalancers must have advancedConfiguration defined',
    ],
    [
      'no alternate target group',
      balanced({ alternateTargetGroupArn: undefined }),
      'alternateTargetGroupArn is required in advancedConfiguration',
    ],
    ['no role', balanced({ roleArn: undefined }), 'roleArn is required in advancedConfiguration'],
    [
      'one target group twice',
      balanced({ alternateTargetGroupArn: group }),
      `Duplicate targetGroupArn found: ${group}`,
    ],
    [
      'a target group that is not there',
      balanced({ alternateTargetGroupArn: `${alternate}0` }),
      `The target group with targetGroupArn ${alternate}0 does not exist.`,
    ],
    [
      'a listener for a rule',
      balanced({ productionListenerRule: listener }),
      `productionListenerRule has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: ${listener}`,
    ],
    [
      'one rule for both',
      balanced({ testListenerRule: production }),
      `The following rules cannot be used as both production and test listener rules: ${production}`,
    ],
    ['a rule that is not there', balanced({ testListenerRule: `${testRule}0` }), 'One or more rules not found'],
  ])('of the advanced configuration: %s', async (_, input, message) => {
    expect(await refusal(input)).toEqual(['InvalidParameterException', message]);
  });

  it.each<[object, string]>([
    [
      { deploymentController: { type: 'CODE_DEPLOY' } },
      'The CANARY deployment strategy is not supported with the CODE_DEPLOY deployment controller.',
    ],
    [
      { schedulingStrategy: 'DAEMON', desiredCount: undefined, launchType: 'EC2' },
      'The daemon scheduling strategy is not supported with the CANARY deployment strategy.',
    ],
  ])('of a service whose deployments are made otherwise: %j', async (input, message) => {
    expect(await refusal({ ...input, deploymentConfiguration: { strategy: 'CANARY' } })).toEqual([
      'InvalidParameterException',
      message,
    ]);
  });

  it('of a production rule alone that does not name both target groups', async () => {
    harness.rules.forward(production, [{ targetGroupArn: group, weight: 1 }]);
    expect(await refusal(balanced({ testListenerRule: undefined }))).toEqual([
      'InvalidParameterException',
      'For Application LoadBalancer, testListenerRule is required when productionListenerRule is not associated with both targetGroup and alternateTargetGroup',
    ]);
  });

  it.each([
    [{ strategy: 'BLUE_GREEN', lifecycleHooks: [{ lifecycleStages: ['POST_SCALE_UP'] }] }, 'targetType AWS_LAMBDA'],
    [{ lifecycleHooks: [pause()] }, 'deploymentConfiguration.lifecycleHooks of a ROLLING strategy'],
  ])('and says 501 of what is not served: %j', async (deploymentConfiguration, path) => {
    expect(await refusal({ deploymentConfiguration })).toEqual([
      'NotImplemented',
      expect.stringContaining(`${path} is not implemented`),
    ]);
  });
});
