import { ManualClock } from '../../kernel/spec/manual-clock';
import { Pace } from '../../kernel/pace';
import { faultOf, WireClient } from '../wire/spec/wire-client';
import { ServiceDiscoveryRegion } from './state/servicediscovery.region';
import { serviceDiscoveryService } from './servicediscovery.service';

const CALL = { region: 'us-west-2', accountId: '000000000000', requestId: 'r', origin: 'o', accessKeyId: 'k' };

describe('Cloud Map', () => {
  let clock: ManualClock;
  let state: ServiceDiscoveryRegion;

  let wire: WireClient<ServiceDiscoveryRegion>;
  const ask = <Answer>(name: string, input: object) => wire.call<Answer>(name, input);
  const fault = (name: string, input: object) => faultOf(ask(name, input));
  const operation = (id: string) =>
    ask<{ Operation: { Status: string; Targets: Record<string, string>; ErrorCode?: string } }>('GetOperation', {
      OperationId: id,
    }).then(({ Operation }) => Operation);

  /** Makes a namespace and waits for it. */
  async function namespace(Name: string, Vpc = 'vpc-1') {
    const { OperationId } = await ask<{ OperationId: string }>('CreatePrivateDnsNamespace', { Name, Vpc });
    await clock.advance(60_000);
    return operation(OperationId);
  }
  const service = (NamespaceId: string, Name = 'primes') =>
    ask<{ Service: { Id: string; Arn: string } }>('CreateService', {
      Name,
      DnsConfig: { NamespaceId, DnsRecords: [{ Type: 'A', TTL: 10 }] },
    }).then(({ Service }) => Service);

  beforeEach(() => {
    clock = new ManualClock();
    state = new ServiceDiscoveryRegion({ ...CALL, clock, pace: new Pace(60_000) });
    wire = new WireClient(serviceDiscoveryService(() => state));
  });

  it('makes a namespace in its own time, and none of the same name in the same VPC', async () => {
    const { OperationId } = await ask<{ OperationId: string }>('CreatePrivateDnsNamespace', {
      Name: 'primes.local',
      Vpc: 'vpc-1',
    });
    const { Status, Targets } = await operation(OperationId);
    expect(Status).toBe('PENDING');
    const Id = Targets['NAMESPACE']!;
    expect((await fault('GetNamespace', { Id }))[0]).toBe('NamespaceNotFound');
    await clock.advance(60_000);
    expect((await operation(OperationId)).Status).toBe('SUCCESS');
    expect(await ask('GetNamespace', { Id })).toMatchObject({ Namespace: { Name: 'primes.local', ServiceCount: 0 } });
    expect(await namespace('primes.local')).toMatchObject({ Status: 'FAIL', ErrorCode: 'CANNOT_CREATE_HOSTED_ZONE' });
    expect(await namespace('primes.local', 'vpc-2')).toMatchObject({ Status: 'SUCCESS' });
    expect(await ask('ListOperations', { Filters: [{ Name: 'STATUS', Values: ['FAIL'] }] })).toMatchObject({
      Operations: [{ Status: 'FAIL' }],
    });
  });

  it('is taken apart from the inside out only: instance, service, namespace', async () => {
    const NamespaceId = (await namespace('primes.local')).Targets['NAMESPACE']!;
    const { Id } = await service(NamespaceId);
    expect(await fault('CreateService', { Name: 'Primes', NamespaceId })).toEqual([
      'ServiceAlreadyExists',
      'Service already exists.',
    ]);
    await ask('RegisterInstance', { ServiceId: Id, InstanceId: 'i-1', Attributes: { AWS_INSTANCE_IPV4: '10.0.0.1' } });
    await clock.advance(10_000);
    const inUse = [
      'ResourceInUse',
      'Service contains registered instances; delete the instances before deleting the service',
    ];
    expect(await fault('DeleteService', { Id })).toEqual(inUse);
    await ask('DeregisterInstance', { ServiceId: Id, InstanceId: 'i-1' });
    expect(await fault('DeleteService', { Id })).toEqual(inUse);
    await clock.advance(10_000);
    expect(await fault('DeleteNamespace', { Id: NamespaceId })).toEqual([
      'ResourceInUse',
      'Namespace has associated services; delete the services before deleting the namespace',
    ]);
    await ask('DeleteService', { Id });
    await ask('DeleteNamespace', { Id: NamespaceId });
    await clock.advance(60_000);
    expect(await ask('ListNamespaces', {})).toEqual({ Namespaces: [] });
  });

  it('lists the services of one namespace and finds instances by health and attribute', async () => {
    const one = (await namespace('one.local')).Targets['NAMESPACE']!;
    const two = (await namespace('two.local')).Targets['NAMESPACE']!;
    const { Id } = await service(one);
    await service(two, 'other');
    expect(await ask('ListServices', { Filters: [{ Name: 'NAMESPACE_ID', Values: [one] }] })).toMatchObject({
      Services: [{ Id, Name: 'primes', InstanceCount: 0 }],
    });
    for (const [InstanceId, AWS_INIT_HEALTH_STATUS] of [
      ['i-1', 'HEALTHY'],
      ['i-2', 'UNHEALTHY'],
    ] as const) {
      const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1', AWS_INIT_HEALTH_STATUS, zone: InstanceId };
      await ask('RegisterInstance', { ServiceId: Id, InstanceId, Attributes });
    }
    await clock.advance(10_000);
    const discover = (more: object) =>
      ask('DiscoverInstances', { NamespaceName: 'one.local', ServiceName: 'primes', ...more });
    expect(await discover({})).toMatchObject({ Instances: [{ InstanceId: 'i-1', HealthStatus: 'HEALTHY' }] });
    expect(await discover({ QueryParameters: { zone: 'i-2' } })).toMatchObject({ Instances: [{ InstanceId: 'i-2' }] });
    expect((await fault('RegisterInstance', { ServiceId: Id, InstanceId: 'i-3', Attributes: {} }))[0]).toBe(
      'InvalidInput',
    );
  });

  it('tells of one service and its instances, and tags it', async () => {
    const { Id, Arn } = await service((await namespace('one.local')).Targets['NAMESPACE']!);
    const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.1' };
    await ask('RegisterInstance', { ServiceId: Id, InstanceId: 'i-1', Attributes });
    await clock.advance(10_000);
    expect(await ask('GetService', { Id })).toMatchObject({ Service: { Id, Arn, Name: 'primes', InstanceCount: 1 } });
    expect(await ask('ListInstances', { ServiceId: Id })).toEqual({
      ResourceOwner: '000000000000',
      Instances: [{ Id: 'i-1', Attributes, CreatedByAccount: '000000000000' }],
    });
    expect(await ask('GetInstance', { ServiceId: Id, InstanceId: 'i-1' })).toMatchObject({
      Instance: { Id: 'i-1', Attributes },
    });
    expect((await fault('GetInstance', { ServiceId: Id, InstanceId: 'i-2' }))[0]).toBe('InstanceNotFound');
    expect((await fault('GetService', { Id: 'srv-none' }))[0]).toBe('ServiceNotFound');
    await ask('TagResource', {
      ResourceARN: Arn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    await ask('UntagResource', { ResourceARN: Arn, TagKeys: ['a'] });
    expect(await ask('ListTagsForResource', { ResourceARN: Arn })).toEqual({ Tags: [{ Key: 'b', Value: '2' }] });
    expect((await fault('ListTagsForResource', { ResourceARN: `${Arn}x` }))[0]).toBe('ResourceNotFoundException');
  });
});
