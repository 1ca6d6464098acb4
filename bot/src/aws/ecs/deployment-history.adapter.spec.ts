import { ManualClock } from '../../kernel/spec/manual-clock';
import { CannedAws } from '../spec/canned-aws';
import {
  digest,
  image,
  revisionAnswer,
  serviceDeploymentArn,
  serviceRevisionArn,
  taskDefinitionAnswer,
} from '../spec/ecs-answers';
import { DeploymentHistoryAdapter } from './deployment-history.adapter';
import { RevisionReader } from './revision-reader';
import { ServiceRevisions } from './service-revisions';
import { TaskDefinitions } from './task-definitions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const brief = (id: number) => ({
  serviceDeploymentArn: serviceDeploymentArn(id),
  targetServiceRevisionArn: serviceRevisionArn(id),
  status: 'SUCCESSFUL',
  createdAt: new Date(id * 1000),
  ...(id === 1 ? {} : { finishedAt: new Date(id * 1000 + 9) }),
});

function setUp(ids: number[], unknown: number[] = []) {
  const clock = new ManualClock();
  const aws = new CannedAws({
    ListServiceDeployments: { serviceDeployments: ids.map(brief) },
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
      serviceRevisions: (serviceRevisionArns as string[])
        .map((arn) => Number(arn.split('/').at(-1)))
        .filter((id) => !unknown.includes(id))
        .map((id) => {
          const app = { containerName: 'app', image: image('primes-api', `1.${id}.0`), imageDigest: digest(`${id}`) };
          return revisionAnswer(id, `primes-api:${id}`, [app]);
        }),
    }),
    DescribeTaskDefinition: ({ taskDefinition }) => {
      const [, id = ''] = String(taskDefinition).split(':');
      const app = { name: 'app', image: image('primes-api', `1.${id}.0`) };
      return taskDefinitionAnswer(String(taskDefinition), { containerDefinitions: [app] });
    },
  });
  const taskDefinitions = new TaskDefinitions(aws.clients, clock);
  const reader = new RevisionReader(taskDefinitions, new ServiceRevisions(aws.clients, clock));
  return { aws, history: new DeploymentHistoryAdapter(aws.clients, reader, taskDefinitions) };
}

it('has what succeeded with the digests that ran, the newest first, in one call for all that they brought', async () => {
  const { aws, history } = setUp([1, 3, 2]);
  const found = await history.succeeded(REF);
  expect(found.map(({ revision }) => revision)).toEqual(['primes-api:3', 'primes-api:2', 'primes-api:1']);
  expect(found.map(({ finishedAt }) => finishedAt)).toEqual([3009, 2009, 1000]);
  expect(found[0]?.containers).toMatchObject([{ name: 'app', tag: '1.3.0', digest: digest('3'), main: true }]);
  expect(aws.inputs('ListServiceDeployments')).toMatchObject([{ status: ['SUCCESSFUL'], service: 'primes-api' }]);
  expect(aws.inputs('DescribeServiceRevisions')).toHaveLength(1);
});

it('leaves out what ECS cannot say any more', async () => {
  const { history } = setUp([1, 2], [2]);
  expect((await history.succeeded(REF)).map(({ revision }) => revision)).toEqual(['primes-api:1']);
});

it('compares two revisions, and asks nothing to compare one with itself', async () => {
  const { aws, history } = setUp([]);
  expect(await history.differences(REF, 'primes-api:1', 'primes-api:2')).toEqual([
    { container: 'app', member: 'image', from: image('primes-api', '1.1.0'), to: image('primes-api', '1.2.0') },
  ]);
  const before = aws.calls.length;
  expect(await history.differences(REF, 'primes-api:1', 'primes-api:1')).toEqual([]);
  expect(aws.calls).toHaveLength(before);
});
