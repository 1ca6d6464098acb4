import { NotPermittedError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import {
  digest,
  image,
  revisionAnswer,
  serviceAnswer,
  serviceDeploymentArn,
  serviceRevisionArn,
} from '../spec/ecs-answers';
import { LastDeployments } from './last-deployments';
import { RevisionReader } from './revision-reader';
import { ServiceDeploymentsAdapter } from './service-deployments.adapter';
import { ServiceRevisions } from './service-revisions';
import { TaskDefinitions } from './task-definitions';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const brief = (id: number, status: string) => ({
  serviceDeploymentArn: serviceDeploymentArn(id),
  targetServiceRevisionArn: serviceRevisionArn(id),
  status,
  createdAt: new Date(id * 1000),
  startedAt: new Date(id * 1000 + 1),
  finishedAt: new Date(id * 1000 + 9),
});
const brought = (id: number) => ({
  revision: `primes-api:${id}`,
  image: { image: image('primes-api', `1.${id}.0`), tag: `1.${id}.0`, digest: digest(`${id}`) },
});

function setUp(answers: Answers = {}) {
  const clock = new ManualClock();
  const aws = new CannedAws({
    DescribeServices: { services: [serviceAnswer()] },
    DescribeServiceRevisions: ({ serviceRevisionArns }) => ({
      serviceRevisions: (serviceRevisionArns as string[]).map((arn) => {
        const id = Number(arn.split('/').at(-1));
        const app = { containerName: 'app', image: image('primes-api', `1.${id}.0`), imageDigest: digest(`${id}`) };
        return revisionAnswer(id, `primes-api:${id}`, [app]);
      }),
    }),
    ...answers,
  });
  const reader = new RevisionReader(new TaskDefinitions(aws.clients, clock), new ServiceRevisions(aws.clients, clock));
  const last = new LastDeployments(aws.clients, reader);
  return { aws, observations: new ServiceDeploymentsAdapter(last) };
}

describe('the last deployment', () => {
  it('is the newest, with what it brought, after two calls in a row', async () => {
    const { observations, aws } = setUp({
      ListServiceDeployments: { serviceDeployments: [brief(1, 'SUCCESSFUL'), brief(2, 'SUCCESSFUL')] },
    });
    expect(await observations.last(REF)).toEqual({
      ...brought(2),
      status: 'SUCCESSFUL',
      createdAt: 2000,
      startedAt: 2001,
      finishedAt: 2009,
    });
    expect(aws.operations).toEqual(['ListServiceDeployments', 'DescribeServiceRevisions']);
    expect(aws.inputs('ListServiceDeployments')).toEqual([
      { cluster: 'primes', service: 'primes-api', maxResults: 10 },
    ]);
  });

  it('is not known where it may not be read, which is not the same as none', async () => {
    const { observations } = setUp({ ListServiceDeployments: awsError('AccessDeniedException') });
    await expect(observations.last(REF)).rejects.toBeInstanceOf(NotPermittedError);
  });

  it('says whose version it brought where its task has several containers', async () => {
    const [app, proxy] = ['app', 'proxy'].map((name) => ({ containerName: name, image: image(name, '1.1.0') }));
    const { loadBalancers } = serviceAnswer();
    const both = { ...revisionAnswer(1, 'primes-api:1', [proxy!, app!]), loadBalancers };
    const { observations } = setUp({
      ListServiceDeployments: { serviceDeployments: [brief(1, 'SUCCESSFUL')] },
      DescribeServiceRevisions: { serviceRevisions: [both] },
    });
    expect(await observations.last(REF)).toMatchObject({ container: 'app', image: { tag: '1.1.0' } });
  });

  it('that was rolled back says what failed and what is back, in one call more', async () => {
    const list = [brief(3, 'ROLLBACK_SUCCESSFUL'), brief(2, 'STOPPED'), brief(1, 'SUCCESSFUL')];
    const { observations, aws } = setUp({ ListServiceDeployments: { serviceDeployments: list } });
    expect(await observations.last(REF)).toMatchObject({
      ...brought(3),
      status: 'ROLLBACK_SUCCESSFUL',
      restored: brought(1),
    });
    expect(aws.operations).toEqual(['ListServiceDeployments', 'DescribeServiceRevisions']);
  });

  it('is none where ECS knows none, and says what it can where its revision is gone', async () => {
    expect(await setUp({ ListServiceDeployments: {} }).observations.last(REF)).toBeUndefined();
    const gone = setUp({
      ListServiceDeployments: { serviceDeployments: [brief(2, 'SUCCESSFUL')] },
      DescribeServiceRevisions: { serviceRevisions: [] },
    });
    expect(await gone.observations.last(REF)).toMatchObject({ status: 'SUCCESSFUL', createdAt: 2000 });
  });
});
