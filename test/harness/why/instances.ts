import {
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import type { ContainerDefinition, CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { clientOf } from '../stack';
import { waitFor } from '../wait-for';
import { shell } from './containers';

const CLUSTER = 'batch';

interface Placed {
  name: string;
  container?: Partial<ContainerDefinition>;
  service?: Partial<CreateServiceCommandInput>;
  says: RegExp;
}

/** Services of the cluster of container instances whose tasks find no place there. */
export const PLACELESS: readonly Placed[] = [
  { name: 'memory-left', container: { memory: 900_000 }, says: /no container instance has enough memory left/ },
  { name: 'cpu-left', container: { cpu: 100_000 }, says: /no container instance has enough CPU left/ },
  {
    name: 'port-left',
    container: { portMappings: [{ containerPort: 80, hostPort: 8099 }] },
    service: { desiredCount: 3 },
    says: /no container instance has the host port free that it needs/,
  },
  {
    name: 'constraint',
    service: {
      placementConstraints: [{ type: 'memberOf', expression: 'attribute:ecs.instance-type == p4d.24xlarge' }],
    },
    says: /no container instance meets its placement constraint/,
  },
];

/** Makes such a service, and waits until ECS has said that there is no place. */
export async function place(client: ReturnType<typeof clientOf>, { name, container, service }: Placed): Promise<void> {
  const ecs = new ECSClient(client);
  const containerDefinitions = [shell('exec sleep 600', { memory: 128, ...container })];
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: name,
      networkMode: 'bridge',
      requiresCompatibilities: ['EC2'],
      containerDefinitions,
    }),
  );
  const set = { cluster: CLUSTER, serviceName: name, taskDefinition: name, desiredCount: 1 };
  await ecs.send(new CreateServiceCommand({ ...set, launchType: 'EC2', ...service }));
  await waitFor(`${name} to find no place`, async () => {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [name] }));
    return services![0]!.events?.some(({ message }) => message?.includes('unable to place')) || undefined;
  });
}
