import type { Deployment } from '../../domain/deployments/deployment.types';
import { callerIn, doerByArn } from './caller';

const DEPLOYMENT = {
  ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
  revision: 'primes-api:2',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
} as Deployment;
const ROLE = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::123456789012:assumed-role/deploy-pipeline/build-7',
  sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy-pipeline' } },
};
const made = (id: string) => ({ service: { deployments: [{ id }, { id: 'ecs-svc/1' }] } });

function event(change: object = {}): string {
  return JSON.stringify({
    userIdentity: ROLE,
    userAgent: 'aws-cli/2.15 Python/3.11',
    requestParameters: { cluster: 'primes', service: 'primes-api' },
    responseElements: made('ecs-svc/2'),
    ...change,
  });
}

describe('who made a call', () => {
  it.each<[string, object, object | undefined]>([
    [
      'a role, with its session and its tool',
      {},
      { name: 'deploy-pipeline', as: 'role', session: 'build-7', through: 'the AWS CLI' },
    ],
    [
      'a user',
      {
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/team/ci', userName: 'ci' },
        userAgent: 'x',
      },
      { name: 'ci', as: 'user' },
    ],
    [
      'a role that CloudFormation calls for',
      {
        userIdentity: { ...ROLE, invokedBy: 'cloudformation.amazonaws.com' },
        userAgent: 'cloudformation.amazonaws.com',
      },
      { name: 'deploy-pipeline', as: 'role', session: 'build-7', through: 'CloudFormation' },
    ],
    [
      'Terraform',
      { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9 (+https://www.terraform.io) aws-sdk-go-v2/1.3' },
      { name: 'deploy-pipeline', as: 'role', session: 'build-7', through: 'Terraform' },
    ],
    [
      'a service of AWS itself',
      { userIdentity: { type: 'AWSService', invokedBy: 'codepipeline.amazonaws.com' } },
      { name: 'CodePipeline', as: 'service' },
    ],
    ['nobody, where the identity has no name', { userIdentity: { type: 'Unknown' } }, undefined],
  ])('is %s', (_who, change, doer) => {
    expect(callerIn(event(change), DEPLOYMENT)).toEqual(doer && { outside: true, ...doer });
  });

  it.each<[string, object, boolean]>([
    ['whose answer names the deployment', {}, true],
    ['whose answer names another one', { responseElements: made('ecs-svc/3') }, false],
    ['without its answer, about the service by name', { responseElements: null }, true],
    [
      'without its answer, about the service by its ARNs',
      {
        responseElements: null,
        requestParameters: {
          cluster: 'arn:aws:ecs:us-west-2:123456789012:cluster/primes',
          service: 'arn:aws:ecs:us-west-2:123456789012:service/primes/primes-api',
        },
      },
      true,
    ],
    [
      'about another service',
      { responseElements: null, requestParameters: { cluster: 'primes', service: 'hello' } },
      false,
    ],
    ['about the default cluster', { responseElements: null, requestParameters: { service: 'primes-api' } }, false],
    ['that was refused', { errorCode: 'AccessDenied' }, false],
  ])('is the one %s: %#', (_which, change, is) => {
    expect(callerIn(event(change), DEPLOYMENT) !== undefined).toBe(is);
  });

  it('is about a deployment that nobody can name any more, by its service', () => {
    const nameless = { ...DEPLOYMENT, handle: { id: 'primes-api:2', revision: 'primes-api:2' } };
    expect(callerIn(event({ responseElements: made('ecs-svc/9') }), nameless)).toBeDefined();
  });

  it('is nobody where the record is none', () => expect(callerIn('', DEPLOYMENT)).toBeUndefined());
});

describe('a principal', () => {
  it.each([
    ['arn:aws:iam::123456789012:root', { name: 'the root user' }],
    ['arn:aws:iam::123456789012:role/service-role/builds', { name: 'builds', as: 'role' }],
    [
      'arn:aws:sts::123456789012:assumed-role/admin/ann@example.com',
      { name: 'admin', as: 'role', session: 'ann@example.com' },
    ],
    [
      'arn:aws:sts::123456789012:assumed-role/x-123456789012/s-123456789012',
      { name: 'x-…', as: 'role', session: 's-…' },
    ],
  ])('%s', (arn, doer) => expect(doerByArn(arn)).toEqual({ outside: true, ...doer }));

  it('is nobody where it has no name', () => {
    expect(doerByArn('arn:aws:sts::123456789012:federated-user/x')).toBeUndefined();
    expect(doerByArn('what')).toBeUndefined();
  });
});
