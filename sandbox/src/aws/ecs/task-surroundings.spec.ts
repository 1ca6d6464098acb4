import type { AwsFault } from '../wire/fault';
import { EcsHarness } from './spec/ecs-harness';

const CONTAINER = { name: 'app', image: 'repo/primes:1', portMappings: [{ containerPort: 80 }] };

describe('what a task finds around it', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  const refusal = (run: () => void): string => {
    try {
      run();
    } catch (error) {
      return (error as AwsFault).message;
    }
    return 'no refusal';
  };
  const stopped = () => harness.tasks('STOPPED').map(({ stopCode, stoppedReason }) => [stopCode, stoppedReason]);

  describe('service registries', () => {
    /** A registry with one kind of record. */
    async function registry(Type: 'A' | 'SRV') {
      const { targets } = harness.discovery.namespaces.create({ Name: 'primes.local', Vpc: 'vpc-1' });
      await harness.pass(60);
      const namespace = harness.discovery.namespaces.known(targets.NAMESPACE);
      const DnsConfig = { DnsRecords: [{ Type, TTL: 10 }] };
      return harness.discovery.create(namespace, { Name: 'api', DnsConfig });
    }

    it('hold an instance for each running task, by its id, and none for a stopped one', async () => {
      const service = await registry('A');
      harness.create({ serviceRegistries: [{ registryArn: service.arn }] });
      await harness.settle();
      expect(harness.service.serviceRegistries).toEqual([{ registryArn: service.arn }]);
      const tasks = harness.tasks();
      const ids = tasks.map(({ taskArn }) => taskArn!.slice(-32));
      expect(new Set(service.instances.keys())).toEqual(new Set(ids));
      const [task] = tasks;
      expect(service.instances.get(ids[0]!)?.attributes).toEqual({
        AWS_INSTANCE_IPV4: task?.attachments?.[0]?.details?.find(({ name }) => name === 'privateIPv4Address')?.value,
        AWS_INIT_HEALTH_STATUS: 'HEALTHY',
        AVAILABILITY_ZONE: task?.availabilityZone,
        REGION: 'us-west-2',
        ECS_CLUSTER_NAME: 'primes',
        ECS_SERVICE_NAME: 'api',
        ECS_TASK_DEFINITION_FAMILY: 'f-1',
      });
      harness.runtime.kill(task!.taskArn!, 1);
      await harness.pass(20);
      expect(service.instances.has(ids[0]!)).toBe(false);
      harness.call('DeleteService', { cluster: 'primes', service: 'api', force: true });
      await harness.pass(120);
      expect(service.instances.size).toBe(0);
    });

    it('are a matter of the revision: changing them is a new deployment', async () => {
      const service = await registry('SRV');
      harness.create();
      await harness.settle();
      const [before] = harness.service.deployments ?? [];
      harness.update({ serviceRegistries: [{ registryArn: service.arn, port: 80 }] });
      await harness.settle();
      expect(harness.service.deployments?.[0]?.id).not.toBe(before?.id);
      expect([...service.instances.values()].map(({ attributes }) => attributes['AWS_INSTANCE_PORT'])).toEqual([
        '80',
        '80',
      ]);
    });

    it('are refused in AWS’s words', async () => {
      const { arn: registryArn } = await registry('A');
      const create = (serviceRegistries: object[]) => () => harness.create({ serviceRegistries });
      expect(refusal(create([{ registryArn, containerName: 'app', containerPort: 80, port: 80 }]))).toBe(
        "Specify a value for either 'port' or the 'containerName' and 'containerPort' combination, but not both. Remove one and retry.",
      );
      expect(refusal(create([{ registryArn, port: 80 }]))).toBe(
        "The values specified for serviceRegistries do not require a value for 'port'. Remove the value and retry.",
      );
      expect(refusal(create([{ registryArn: 'arn:none' }]))).toContain('arn:none does not exist');
    });
  });

  describe('secrets', () => {
    const SECRET =
      'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s)';
    const define = (valueFrom: string) =>
      harness.register('secret', { containerDefinitions: [{ ...CONTAINER, secrets: [{ name: 'TOKEN', valueFrom }] }] });
    const one = { taskDefinition: 'f-secret', desiredCount: 1 };

    it('reach the environment, whole or by a key of theirs', async () => {
      const secret = harness.secrets.create('slack');
      secret.put({ SecretString: '{"bot":"xoxb-1","ttl":5}' }, 0);
      for (const suffix of ['', ':bot::', ':ttl:AWSCURRENT:']) {
        define(secret.arn + suffix);
        harness.call('RunTask', {
          cluster: 'primes',
          taskDefinition: 'f-secret',
          launchType: 'FARGATE',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
        });
      }
      await harness.pass(20);
      expect(harness.runtime.actors.map(({ container }) => container.environment['TOKEN'])).toEqual([
        '{"bot":"xoxb-1","ttl":5}',
        'xoxb-1',
        '5',
      ]);
    });

    it('stop a task that cannot have them, in AWS’s words', async () => {
      const missing = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:none-AbCdEf';
      define(missing);
      harness.create(one);
      await harness.pass(15);
      expect(stopped()).toContainEqual([
        'TaskFailedToStart',
        `${SECRET}: failed to fetch secret ${missing} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      ]);
      const secret = harness.secrets.create('slack');
      secret.put({ SecretString: '{"bot":"xoxb-1"}' }, 0);
      define(`${secret.arn}:app::`);
      harness.update({ taskDefinition: 'f-secret' });
      await harness.pass(20);
      expect(stopped()).toContainEqual([
        'TaskFailedToStart',
        `${SECRET}: retrieved secret from Secrets Manager did not contain json key app`,
      ]);
    });
  });

  describe('the awslogs driver', () => {
    const define = (options: object) =>
      harness.register('log', {
        containerDefinitions: [{ ...CONTAINER, logConfiguration: { logDriver: 'awslogs', options } }],
      });
    const options = { 'awslogs-group': '/ecs/primes', 'awslogs-region': 'us-west-2', 'awslogs-stream-prefix': 'api' };

    it('writes what a task says to a stream of its own', async () => {
      const group = harness.logs.create('/ecs/primes', 'STANDARD', {});
      define(options);
      harness.create({ taskDefinition: 'f-log', desiredCount: 1 });
      await harness.pass(20);
      harness.runtime.actors[0]?.write('listening');
      const id = harness.tasks()[0]?.taskArn?.slice(-32) ?? '';
      expect(group.stream(`api/app/${id}`).events.map(({ message }) => message)).toEqual(['listening']);
    });

    it('stops a task whose group is not there, unless it may make it', async () => {
      define(options);
      harness.create({ taskDefinition: 'f-log', desiredCount: 1 });
      await harness.pass(15);
      expect(stopped()[0]).toEqual([
        'TaskFailedToStart',
        'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
      ]);
      define({ ...options, 'awslogs-create-group': 'true' });
      harness.update({ taskDefinition: 'f-log' });
      await harness.settle();
      expect(harness.logs.group('/ecs/primes').listStreams()).toHaveLength(1);
    });
  });
});
