import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { revisionAnswer, serviceDeploymentArn, serviceRevisionArn } from '../spec/ecs-answers';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceRevisions } from './service-revisions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const HANDLE = { id: 'ecs-svc/2', revision: 'primes-api:2' };
const brief = (id: number) => ({
  serviceDeploymentArn: serviceDeploymentArn(id),
  targetServiceRevisionArn: serviceRevisionArn(id),
  createdAt: new Date(id),
});

function setUp(answers: Answers = {}) {
  const aws = new CannedAws({
    ListServiceDeployments: { serviceDeployments: [brief(1), brief(2), brief(3)] },
    DescribeServiceRevisions: {
      serviceRevisions: [1, 2, 3].map((id) => revisionAnswer(id, `primes-api:${id === 3 ? 2 : id}`, [])),
    },
    DescribeServiceDeployments: ({ serviceDeploymentArns }) => ({
      serviceDeployments: (serviceDeploymentArns as string[]).map((arn) => ({
        serviceDeploymentArn: arn,
        status: 'ROLLBACK_IN_PROGRESS',
        statusReason: 'why',
        deploymentCircuitBreaker: { failureCount: 2, threshold: 3 },
        rollback: { reason: 'tasks failed to start.' },
      })),
    }),
    ...answers,
  });
  return {
    aws,
    reader: new ServiceDeploymentReader(aws.clients, new ServiceRevisions(aws.clients, new ManualClock())),
  };
}

describe('the service deployment of a deployment', () => {
  it('is the newest that brings the same task definition', async () => {
    expect(await setUp().reader.state(REF, HANDLE)).toEqual({
      arn: serviceDeploymentArn(3),
      status: 'ROLLBACK_IN_PROGRESS',
      reason: 'why',
      failures: { count: 2, threshold: 3 },
      rollbackReason: 'tasks failed to start.',
    });
  });

  it('is another one where the same task definition is deployed again', async () => {
    const { aws, reader } = setUp({ ListServiceDeployments: { serviceDeployments: [brief(2)] } });
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
    expect(await reader.state(REF, { ...HANDLE, id: 'ecs-svc/9' })).toBeUndefined();
    aws.answers['ListServiceDeployments'] = { serviceDeployments: [brief(2), brief(3)] };
    expect(await reader.state(REF, { ...HANDLE, id: 'ecs-svc/9' })).toMatchObject({ arn: serviceDeploymentArn(3) });
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
  });

  it('is looked for once, and several are asked about together', async () => {
    const { aws, reader } = setUp();
    await reader.state(REF, HANDLE);
    await reader.state(REF, { id: 'ecs-svc/1', revision: 'primes-api:1' });
    aws.calls.length = 0;
    await Promise.all([reader.state(REF, HANDLE), reader.state(REF, { id: 'ecs-svc/1', revision: 'primes-api:1' })]);
    expect(aws.operations).toEqual(['DescribeServiceDeployments']);
    expect(aws.inputs('DescribeServiceDeployments')).toEqual([
      { serviceDeploymentArns: [serviceDeploymentArn(3), serviceDeploymentArn(1)] },
    ]);
  });

  it('is none while ECS shows none, and is looked for again', async () => {
    const { aws, reader } = setUp({ ListServiceDeployments: { serviceDeployments: [brief(1)] } });
    expect(await reader.state(REF, HANDLE)).toBeUndefined();
    aws.answers['ListServiceDeployments'] = { serviceDeployments: [brief(1), brief(2)] };
    expect(await reader.state(REF, HANDLE)).toMatchObject({ arn: serviceDeploymentArn(2) });
  });

  it('is not known where it may not be read, so that the deployment is followed by the service alone', async () => {
    const { reader } = setUp({ ListServiceDeployments: awsError('AccessDeniedException') });
    expect(await reader.state(REF, HANDLE)).toBeUndefined();
  });

  it('is not taken for missing where AWS just does not answer', async () => {
    const { reader } = setUp({ ListServiceDeployments: awsError('InvalidParameterException', 'odd') });
    await expect(reader.state(REF, HANDLE)).rejects.toThrow('refused');
  });
});
