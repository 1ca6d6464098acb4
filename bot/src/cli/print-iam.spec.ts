import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamOptions } from '../aws/permissions/iam.options';
import { iamPage } from '../aws/permissions/iam.page';
import { policyFor } from '../aws/permissions/policy';

const policy = (...words: string[]) => {
  const { door, scope } = iamOptions(words);
  return policyFor(door, scope).Statement;
};
const statement = (sid: string, ...words: string[]) => policy(...words).find(({ Sid }) => Sid === sid);

const ROLE = 'arn:aws:iam::111122223333:role/primes-task';

describe('the policy that npm run -s iam prints', () => {
  it('is kept to the named services, their deployments, revisions and tasks', () => {
    const words = [
      '--region',
      'eu-west-1',
      '--account',
      '111122223333',
      '--cluster',
      'primes',
      '--service',
      'primes-api',
    ];
    expect(statement('ReadServices', ...words)?.Resource).toEqual([
      'arn:aws:ecs:eu-west-1:111122223333:service/primes/primes-api',
      'arn:aws:ecs:eu-west-1:111122223333:service-deployment/primes/primes-api/*',
      'arn:aws:ecs:eu-west-1:111122223333:service-revision/primes/primes-api/*',
    ]);
    expect(statement('ReadTasks', ...words)?.Resource).toEqual(['arn:aws:ecs:eu-west-1:111122223333:task/primes/*']);
    expect(statement('NoResourceScopeButCluster', ...words)?.Condition).toEqual({
      ArnLike: { 'ecs:cluster': ['arn:aws:ecs:eu-west-1:111122223333:cluster/primes'] },
    });
    expect(statement('ChangeServices', '--operate', ...words)?.Resource).toEqual([
      'arn:aws:ecs:eu-west-1:111122223333:service/primes/primes-api',
    ]);
  });

  it('takes several clusters, services of one of them, and the words of a template as they are', () => {
    const words = [
      '--cluster',
      'a',
      '--cluster',
      'b',
      '--service',
      'x',
      '--service',
      'c/y',
      '--region',
      '${AWS::Region}',
    ];
    expect(statement('ChangeServices', '--operate', ...words)?.Resource).toEqual([
      'arn:aws:ecs:${AWS::Region}:*:service/a/x',
      'arn:aws:ecs:${AWS::Region}:*:service/b/x',
      'arn:aws:ecs:${AWS::Region}:*:service/c/y',
    ]);
    expect(statement('ReadTasks', ...words)?.Resource.map((arn) => arn.split('/')[1])).toEqual(['a', 'b', 'c']);
  });

  it('passes on no role that was not named, and to tasks only', () => {
    const named = statement('PassTaskRoles', '--operate', '--role', ROLE);
    expect(named?.Resource).toEqual([ROLE]);
    expect(named?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } });
    expect(statement('PassTaskRoles', '--operate')?.Resource).toEqual(['arn:aws:iam::*:role/ecsTaskExecutionRole']);
    expect(statement('TakeOnRoles')).toBeUndefined();
    expect(statement('TakeOnRoles', '--assume', ROLE)?.Resource).toEqual([ROLE]);
  });

  it('changes nothing through the looking role, and has * only where the Sid says so', () => {
    const looks = policy().flatMap(({ Action }) => Action);
    expect(looks.filter((action) => !/:(Describe|List|Get|BatchGet|Lookup)/.test(action))).toEqual([]);
    const open = [...policy(), ...policy('--operate')].filter(({ Resource }) => Resource.includes('*'));
    expect(open.map(({ Sid }) => Sid)).toEqual(['NoResourceScopeButCluster', 'NoResourceScope', 'NoResourceScope']);
  });
});

it.each([
  ['an unknown option', ['--clutser', 'primes'], '--clutser'],
  ['an option that was nearly right', ['--cluser', 'primes'], 'Did you mean --cluster?'],
  ['a word too many', ['primes'], '"primes" is a word too many.'],
  ['an option in place of a value', ['--cluster', '--operate'], '--cluster --operate is no name'],
  ['an option without its value', ['--role'], 'argument missing'],
  ['an ARN for a cluster', ['--cluster', 'arn:aws:ecs:x:1:cluster/primes'], 'no name of a cluster'],
  ['a role that is none', ['--operate', '--role', 'primes-task'], 'no ARN of a role'],
  ['an account that is none', ['--account', '12'], 'twelve digits'],
])('%s is refused with a sentence', (_, words, said) => {
  expect(() => iamOptions(words)).toThrow(said);
});

it('docs/iam.md is what the code says', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'iam.md'), 'utf8')).toBe(iamPage());
});
