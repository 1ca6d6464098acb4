import { policyFor } from './policy';
import { WIDEST_SCOPE } from './policy-scope';

const actions = (jobs: boolean, door: 'look' | 'operate' = 'operate'): string[] =>
  policyFor(door, { ...WIDEST_SCOPE, jobs }).Statement.flatMap(({ Action }) => Action);

it('lets nobody run a task who has not asked for jobs: whoever may run one may run any command with its roles', () => {
  expect(actions(false)).not.toContain('ecs:RunTask');
  expect(actions(true)).toContain('ecs:RunTask');
  expect(actions(true, 'look')).not.toContain('ecs:RunTask');
});

it('keeps it to the named families and clusters', () => {
  const scope = { ...WIDEST_SCOPE, jobs: true, families: ['primes-api'], clusters: ['primes'] };
  const [statement] = policyFor('operate', scope).Statement.filter(({ Sid }) => Sid === 'RunJobs');
  expect(statement).toMatchObject({
    Resource: ['arn:aws:ecs:*:*:task-definition/primes-api:*'],
    Condition: { ArnLike: { 'ecs:cluster': ['arn:aws:ecs:*:*:cluster/primes'] } },
  });
});
