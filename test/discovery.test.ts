import {
  CreateServiceCommand as CreateEcsServiceCommand,
  DeleteServiceCommand as DeleteEcsServiceCommand,
  DescribeServicesCommand,
  ECSClient,
} from '@aws-sdk/client-ecs';
import {
  CreatePrivateDnsNamespaceCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  GetOperationCommand,
  ListInstancesCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import { infraScript } from './harness/infra-script';
import { Stack } from './harness/stack';
import { waitFor } from './harness/wait-for';

const NAMESPACE = 'primes.internal';

let stack: Stack;
let ecs: ECSClient;
let map: ServiceDiscoveryClient;
let service: { Id: string; Arn: string };

beforeAll(async () => {
  stack = await Stack.start();
  ecs = new ECSClient(stack.awsClient);
  map = new ServiceDiscoveryClient(stack.awsClient);
});
afterAll(() => stack.stop());

const clean = (...words: string[]) => infraScript(stack.ready, 'clean-discovery', ...words);

/** Waits for an operation's end, and answers how it ended. */
const ended = (OperationId: string | undefined) =>
  waitFor('the operation to end', async () => {
    const { Operation } = await map.send(new GetOperationCommand({ OperationId }));
    return Operation?.Status === 'PENDING' ? undefined : Operation;
  });

const createNamespace = async () => {
  const asked = await map.send(new CreatePrivateDnsNamespaceCommand({ Name: NAMESPACE, Vpc: 'vpc-1' }));
  return ended(asked.OperationId);
};

const createService = async (NamespaceId: string) => {
  const DnsConfig = { NamespaceId, DnsRecords: [{ Type: 'A' as const, TTL: 10 }] };
  const { Service } = await map.send(new CreateServiceCommand({ Name: 'found', DnsConfig }));
  return { Id: Service!.Id!, Arn: Service!.Arn! };
};

const namespaceId = async () => {
  const { Namespaces } = await map.send(new ListNamespacesCommand({}));
  return Namespaces!.find(({ Name }) => Name === NAMESPACE)!.Id!;
};

const instances = async () => {
  const { Instances } = await map.send(new ListInstancesCommand({ ServiceId: service.Id }));
  return Instances!;
};

const ecsService = async (name: string) => {
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: 'primes', services: [name] }));
  return services![0]!;
};

test('a task of a service with a registry is found under its id, and what is found is no leftover', async () => {
  await createNamespace();
  service = await createService(await namespaceId());
  const { taskDefinition, networkConfiguration } = await ecsService('primes-api');
  await ecs.send(
    new CreateEcsServiceCommand({
      cluster: 'primes',
      serviceName: 'found',
      taskDefinition,
      networkConfiguration,
      launchType: 'FARGATE',
      desiredCount: 1,
      serviceRegistries: [{ registryArn: service.Arn }],
    }),
  );
  const [instance] = await waitFor('an instance', async () => {
    const found = await instances();
    return found.length > 0 ? found : undefined;
  });
  expect(instance?.Id).toMatch(/^[0-9a-f]{32}$/);
  expect(instance?.Attributes).toMatchObject({ ECS_CLUSTER_NAME: 'primes', ECS_SERVICE_NAME: 'found' });

  const { code, printed } = await clean('--yes');
  expect(code).toBe(0);
  expect(printed).toMatch(/Kept:.*found in primes\.internal.*the ECS service primes\/found uses it/s);
  expect(printed).not.toContain('Leftovers');
  expect(await instances()).toHaveLength(1);
});

test('what a deleted service left behind blocks its re-creation', async () => {
  await ecs.send(new DeleteEcsServiceCommand({ cluster: 'primes', service: 'found', force: true }));
  await waitFor('the service to be gone', async () =>
    (await ecsService('found')).status === 'INACTIVE' ? true : undefined,
  );
  await waitFor('its task to be deregistered', async () => ((await instances()).length === 0 ? true : undefined));
  const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.9', ECS_CLUSTER_NAME: 'primes', ECS_SERVICE_NAME: 'found' };
  const asked = await map.send(new RegisterInstanceCommand({ ServiceId: service.Id, InstanceId: 'stale', Attributes }));
  await ended(asked.OperationId);

  await expect(createService(await namespaceId())).rejects.toMatchObject({
    name: 'ServiceAlreadyExists',
    message: 'Service already exists.',
  });
  await expect(map.send(new DeleteServiceCommand({ Id: service.Id }))).rejects.toMatchObject({
    name: 'ResourceInUse',
    message: 'Service contains registered instances; delete the instances before deleting the service',
  });
  expect(await createNamespace()).toMatchObject({ Status: 'FAIL', ErrorCode: 'CANNOT_CREATE_HOSTED_ZONE' });
});

test('clean-discovery lists it, touches nothing without a yes, and with one makes room for the re-creation', async () => {
  for (const [words, expected] of [
    [['--dry-run'], 0],
    [[], 1],
  ] as const) {
    const { code, printed, said } = await clean(...words);
    expect([code, said]).toEqual([expected, expect.stringMatching(/Nothing was changed/)]);
    expect(printed).toMatch(
      /Leftovers:.*service found in primes\.internal \(srv-\w+, 1 instance\).*primes\/found, which is gone.*namespace primes\.internal/s,
    );
  }
  expect(await instances()).toHaveLength(1);

  const { code, said } = await clean('--yes');
  expect(said).toMatch(/Deregistered 1 instance.*Removed the service found.*Removed the namespace primes\.internal/s);
  expect(code).toBe(0);
  expect(await clean('--yes')).toMatchObject({ code: 0, printed: '', said: expect.stringMatching(/nothing to clean/) });

  expect(await createNamespace()).toMatchObject({ Status: 'SUCCESS' });
  expect((await createService(await namespaceId())).Id).not.toBe(service.Id);
});

test('words that it does not know are exit code 2, a sandbox that is not there a sentence', async () => {
  expect(await clean('--namspace', 'x')).toMatchObject({ code: 2, said: expect.stringContaining('--help lists') });
  const nowhere = await infraScript({ aws: 'http://127.0.0.1:9' }, 'clean-discovery');
  expect(nowhere).toMatchObject({
    code: 1,
    said: expect.stringMatching(/Nothing answers at http:\/\/127\.0\.0\.1:9\./),
  });
});
