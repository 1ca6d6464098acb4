import { DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import { NotPermittedError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import type { Answers } from '../spec/canned-aws';
import { DeployersAdapter } from './deployers.adapter';

const { ref, startedAt } = DEPLOYMENT;
const about = (service: string) => ({
  CloudTrailEvent: JSON.stringify({
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/ci' },
    requestParameters: { cluster: 'primes', service },
  }),
});

/** Whoever sleeps on it wakes at once. */
class PassingClock extends ManualClock {
  readonly slept: number[] = [];

  override async sleep(ms: number): Promise<void> {
    this.slept.push(ms);
  }
}

function surroundings(answers: Answers) {
  const clock = new PassingClock(startedAt);
  const aws = new CannedAws(answers, undefined, clock);
  return { aws, clock, deployers: new DeployersAdapter(aws.clients, clock) };
}

describe('who started a deployment', () => {
  it('is looked for among the calls of those minutes, page by page', async () => {
    const LookupEvents = ({ NextToken }: Record<string, unknown>) =>
      NextToken === undefined ? { Events: [about('hello')], NextToken: 'more' } : { Events: [about('primes-api')] };
    const { aws, clock, deployers } = surroundings({ LookupEvents });
    expect(await deployers.caller(DEPLOYMENT)).toEqual({ outside: true, name: 'ci', as: 'user' });
    expect(clock.slept).toEqual([1000]);
    const seconds = startedAt / 1000;
    expect(aws.inputs('LookupEvents')).toEqual([
      {
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'UpdateService' }],
        StartTime: seconds - 120,
        EndTime: seconds + 120,
        MaxResults: 50,
      },
      expect.objectContaining({ NextToken: 'more' }),
    ]);
  });

  it('is not known where no call is about it, and nobody may be asked where that is denied', async () => {
    const { aws, deployers } = surroundings({ LookupEvents: {} });
    expect(await deployers.caller(DEPLOYMENT)).toBeUndefined();
    aws.answers = {
      LookupEvents: awsError('AccessDeniedException', 'not authorized to perform: cloudtrail:LookupEvents'),
    };
    const { deployers: others } = { deployers: new DeployersAdapter(aws.clients, new ManualClock()) };
    await expect(others.caller(DEPLOYMENT)).rejects.toThrow(NotPermittedError);
  });

  it('is what its task definition says of itself', async () => {
    const registeredAt = new Date(startedAt);
    const registeredBy = 'arn:aws:sts::123456789012:assumed-role/deploy-pipeline/build-7';
    const { aws, deployers } = surroundings({
      DescribeTaskDefinition: {
        taskDefinition: { registeredAt, registeredBy },
        tags: [{ key: 'deployed-by', value: 'x' }],
      },
    });
    expect(await deployers.registration(ref, 'primes-api:2')).toEqual({
      at: startedAt,
      by: { outside: true, name: 'deploy-pipeline', as: 'role', session: 'build-7' },
      tags: new Map([['deployed-by', 'x']]),
    });
    expect(aws.inputs('DescribeTaskDefinition')).toEqual([{ taskDefinition: 'primes-api:2', include: ['TAGS'] }]);
  });
});
