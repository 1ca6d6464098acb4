import type { ContainerDefinition, ServiceRevision } from '@aws-sdk/client-ecs';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { digest, image, revisionAnswer, serviceRevisionArn, taskDefinitionAnswer } from '../spec/ecs-answers';
import { RevisionReader } from './revision-reader';
import { ServiceRevisions } from './service-revisions';
import { TaskDefinitions } from './task-definitions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ENVIRONMENTS = ['default', 'staging'].map((name) => ({ name, region: `${name}-1` }));
const IMAGE = image('primes-api', '1.0.0');

function setUp(answers: Answers) {
  const aws = new CannedAws(answers, ENVIRONMENTS);
  const clock = new ManualClock();
  const revisions = new ServiceRevisions(aws.clients, clock);
  return { aws, revisions, reader: new RevisionReader(new TaskDefinitions(aws.clients, clock), revisions) };
}

/** The containers of a revision whose task definition and service revision are these. */
async function containers(
  containerDefinitions: ContainerDefinition[],
  containerImages: ServiceRevision['containerImages'],
) {
  const { reader } = setUp({
    DescribeTaskDefinition: taskDefinitionAnswer('primes-api:1', { containerDefinitions }),
    DescribeServiceRevisions: { serviceRevisions: [revisionAnswer(1, 'primes-api:1', containerImages)] },
  });
  const [facts] = await reader.serviceRevisions(REF, [serviceRevisionArn(1)]);
  const set = { revision: 'primes-api:1', broughtBy: Promise.resolve(facts), balanced: ['app'] };
  return reader.containers(REF, set, 'one');
}

describe('the containers of a revision', () => {
  it('are each of the digest that was resolved for it, where two have one image', async () => {
    const [app, worker] = ['app', 'worker'].map((name) => ({ name, image: IMAGE }));
    const resolved = ['1', '2'].map((n) => ({ image: IMAGE, imageDigest: digest(n) }));
    const images = [
      { ...resolved[0], containerName: 'worker' },
      { ...resolved[1], containerName: 'app' },
    ];
    expect(await containers([worker!, app!], images)).toMatchObject([
      { name: 'app', digest: digest('2'), main: true },
      { name: 'worker', digest: digest('1'), main: false },
    ]);
  });

  it('are of the digest that their task definition names, whether it was resolved yet or not', async () => {
    const pinned = `${IMAGE.split(':')[0]}@${digest('9')}`;
    expect(await containers([{ name: 'app', image: pinned }], [])).toMatchObject([{ digest: digest('9') }]);
  });

  it('are not those of another environment’s revision of the same name', async () => {
    const { reader, aws } = setUp({
      DescribeTaskDefinition: (_input, { region }) =>
        taskDefinitionAnswer('primes-api:1', { containerDefinitions: [{ name: region, image: IMAGE }] }),
    });
    const set = { revision: 'primes-api:1', broughtBy: Promise.resolve(undefined), balanced: [] };
    expect(await reader.containers(REF, set, 'one')).toMatchObject([{ name: 'default-1' }]);
    expect(await reader.containers({ ...REF, environment: 'staging' }, set, 'one')).toMatchObject([
      { name: 'staging-1' },
    ]);
    expect(aws.calls).toHaveLength(2);
  });
});

describe('service revisions', () => {
  it('are asked for twenty a call', async () => {
    const { reader, aws } = setUp({ DescribeServiceRevisions: { serviceRevisions: [] } });
    await reader.serviceRevisions(
      REF,
      Array.from({ length: 45 }, (_, n) => serviceRevisionArn(n)),
    );
    const asked = aws.inputs('DescribeServiceRevisions').map((input) => input['serviceRevisionArns'] as string[]);
    expect(asked.map(({ length }) => length).toSorted((a, b) => b - a)).toEqual([20, 20, 5]);
  });

  it('that could not be read are asked for again', async () => {
    const { revisions, aws } = setUp({ DescribeServiceRevisions: awsError('AccessDeniedException') });
    await expect(revisions.of(REF, serviceRevisionArn(1))).rejects.toThrow('AWS does not let me');
    aws.answers['DescribeServiceRevisions'] = { serviceRevisions: [revisionAnswer(1, 'primes-api:1', [])] };
    expect(await revisions.of(REF, serviceRevisionArn(1))).toMatchObject({ revision: 'primes-api:1' });
  });
});
