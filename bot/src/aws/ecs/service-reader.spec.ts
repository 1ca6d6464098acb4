import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { CannedAws } from '../spec/canned-aws';
import { serviceAnswer } from '../spec/ecs-answers';
import { ServiceReader } from './service-reader';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
/** What ECS lets pass at once. */
const BURST = 50;

const flushed = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
};

it('lets a table wait for whoever looks at one service', async () => {
  const clock = new ManualClock();
  const aws = new CannedAws(
    {
      ListClusters: {},
      DescribeServices: ({ services }) => ({
        services: (services as string[]).map((serviceName) => serviceAnswer({ serviceName })),
      }),
    },
    undefined,
    clock,
  );
  const { ecs } = aws.clients.look('default');
  await Promise.all(Array.from({ length: BURST }, () => ecs.send(new ListClustersCommand({}))));
  const reader = new ServiceReader(aws.clients);
  const row = reader.read({ ...REF, service: 'row' }, 'many');
  await flushed();
  const one = reader.read({ ...REF, service: 'one' });
  await flushed();
  await clock.advance(50);
  await one;
  expect(aws.inputs('DescribeServices').map(({ services }) => services)).toEqual([['one']]);
  await clock.advance(50);
  expect(await row).toMatchObject({ serviceName: 'row' });
});
