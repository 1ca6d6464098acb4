import { UserError } from '../../kernel/user-error';
import { NotPermittedError, ServiceNotFoundError } from '../../domain/services/services.errors';
import { askToChange, inWords } from './aws-errors';

const ref = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const awsError = (name: string, message = name, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

/** A call that AWS did not carry out, or not audibly. */
async function failing(error: Error): Promise<never> {
  throw error;
}

const denial = (action: string, because = 'no identity-based policy allows it'): UserError => {
  const message = `User: arn:aws:iam::1:user/x is not authorized to perform: ${action} on resource: y because ${because}`;
  return inWords(awsError('AccessDeniedException', message), ref) as UserError;
};

test('a denial names the permission that is missing, and the policy that it is missing from', () => {
  expect(denial('ecs:UpdateService')).toBeInstanceOf(NotPermittedError);
  expect(denial('ecs:UpdateService').what).toBe('AWS does not let me call ecs:UpdateService.');
  expect(denial('ecs:UpdateService').next).toMatch(/"ecs:UpdateService".*change things with.*iam -- --operate`/);
  expect(denial('ecs:DescribeServices').next).toMatch(/"ecs:DescribeServices".*my role: `npm run -s iam`/);
  expect(denial('sts:AssumeRole').next).toMatch(/"sts:AssumeRole".*trust policy/);
  expect(denial('kms:Decrypt').next).toBe('Add "kms:Decrypt" to the policy of my role.');
  expect(denial('ecs:UpdateService', 'of an explicit deny').next).toContain('outright');
});

test.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'])(
  '%s is a denial: each service has its own name for it',
  (name) => {
    const error = awsError(name, 'User: x is not authorized to perform: ecs:ListTasks');
    expect(inWords(error, ref)).toMatchObject({ what: 'AWS does not let me call ecs:ListTasks.', cause: error });
  },
);

test('a service or cluster that is gone is said to be gone', () => {
  expect(inWords(awsError('ServiceNotFoundException'), ref)).toBeInstanceOf(ServiceNotFoundError);
  expect(inWords(awsError('ClusterNotFoundException'), ref)).toBeInstanceOf(ServiceNotFoundError);
});

test.each([
  [awsError('ThrottlingException', 'Rate exceeded'), 'fewer calls'],
  [awsError('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }), 'cannot be reached'],
  [awsError('CredentialsProviderError', 'Could not load credentials'), 'no valid credentials'],
  [awsError('InternalFailure', 'oops', { $metadata: { httpStatusCode: 500 } }), 'trouble'],
  [awsError('InvalidParameterException', 'Task count can not be lesser than 0'), 'refused'],
])('%s is said in words', (error, words) => {
  expect((inWords(error, ref) as UserError).what).toContain(words);
  expect((inWords(error, ref) as UserError).cause).toBe(error);
});

test('what nobody can mend stays what it is', () => {
  const defect = new TypeError('x is undefined');
  expect(inWords(defect, ref)).toBe(defect);
});

test.each([
  awsError('TimeoutError', 'a request has exceeded the configured 5000 ms requestTimeout'),
  awsError('Error', 'socket hang up', { code: 'ECONNRESET' }),
  awsError('InternalFailure', 'oops', { $metadata: { httpStatusCode: 500 } }),
])('a change that AWS did not answer is not said to have failed: %s', async (error) => {
  const change = failing(error);
  await expect(askToChange(ref, change)).rejects.toMatchObject({
    what: 'AWS did not say whether primes/primes-api was changed: it may have been.',
    steps: [{ do: 'look', ref }],
  });
});

test('a change that AWS refused or never got is said as it is', async () => {
  await expect(askToChange(ref, failing(awsError('ThrottlingException')))).rejects.toThrow('fewer calls');
  const refused = awsError('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' });
  await expect(askToChange(ref, failing(refused))).rejects.toThrow('ECONNREFUSED. Try again');
});
