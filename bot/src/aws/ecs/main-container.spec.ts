import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { containerFacts, mainOf } from './main-container';

const APP: ContainerDefinition = {
  name: 'app',
  image: '1.dkr.ecr.us-west-2.amazonaws.com/shop:1.2.0',
  essential: true,
};
const main = (containers: ContainerDefinition[], balanced: string[] = [], more: Partial<TaskDefinition> = {}) =>
  mainOf(containerFacts({ containerDefinitions: containers, ...more }), balanced);

describe('the container whose version is the service’s', () => {
  it('is the one behind the load balancer, whatever it is', () => {
    expect(main([APP, { name: 'edge', image: 'envoyproxy/envoy:v1.30' }], ['edge'])).toBe('edge');
  });

  it('is the only one', () => {
    expect(main([{ name: 'router', image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.0' }])).toBe(
      'router',
    );
  });

  it.each<{ one: string; sidecar: ContainerDefinition; more?: Partial<TaskDefinition> }>([
    { one: 'routes its logs', sidecar: { image: 'x/router:1', firelensConfiguration: { type: 'fluentbit' } } },
    { one: 'may stop without it', sidecar: { image: 'x/migrate:1', essential: false } },
    { one: 'proxies it', sidecar: { image: 'x/mesh:1' }, more: { proxyConfiguration: { containerName: 'other' } } },
    { one: 'is Datadog’s agent', sidecar: { image: 'public.ecr.aws/datadog/agent:7' } },
    {
      one: 'is a copy of Datadog’s agent',
      sidecar: { image: '1.dkr.ecr.eu-west-1.amazonaws.com/mirror/datadog/agent:7' },
    },
    {
      one: 'collects for OpenTelemetry',
      sidecar: { image: 'public.ecr.aws/aws-observability/aws-otel-collector:v0.40' },
    },
    { one: 'is X-Ray’s daemon', sidecar: { image: 'amazon/aws-xray-daemon@sha256:1' } },
    { one: 'is CloudWatch’s agent', sidecar: { image: 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:latest' } },
    { one: 'is Fluent Bit', sidecar: { image: 'public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.0' } },
    { one: 'is New Relic’s agent', sidecar: { image: 'newrelic/nri-ecs:1' } },
  ])('is the other one where one $one', ({ sidecar, more }) => {
    expect(main([{ name: 'other', ...sidecar }, APP], [], more)).toBe('app');
  });

  it('is none where two could be, or none is left', () => {
    expect(main([APP, { name: 'worker', image: 'x/worker:1' }])).toBeUndefined();
    expect(
      main([
        { ...APP, essential: false },
        { name: 'envoy', image: 'envoyproxy/envoy:1' },
      ]),
    ).toBeUndefined();
    expect(main([APP, { name: 'worker', image: 'x/worker:1' }], ['app', 'worker'])).toBeUndefined();
    expect(main([])).toBeUndefined();
  });

  it('is not left out for a name that only begins like an agent’s', () => {
    expect(
      main([
        { name: 'app', image: 'x/envoy-control-plane:1' },
        { name: 'xray', image: 'amazon/aws-xray-daemon:3' },
      ]),
    ).toBe('app');
  });
});

test('a container has its own limit of memory, or the task’s', () => {
  const containers = [APP, { ...APP, name: 'small', memory: 64 }];
  expect(containerFacts({ memory: '512', containerDefinitions: containers }).map(({ memoryMiB }) => memoryMiB)).toEqual(
    [512, 64],
  );
  expect(containerFacts({ containerDefinitions: [APP] })[0]).not.toHaveProperty('memoryMiB');
});
