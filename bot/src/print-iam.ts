import { IAM_HELP, iamOptions } from './aws/permissions/iam.options';
import { policyFor } from './aws/permissions/policy';
import { DEFAULT_TASK_ROLE } from './aws/permissions/policy-scope';
import { UserError } from './kernel/user-error';

const NO_ROLE =
  `Note: no --role was named, so only ${DEFAULT_TASK_ROLE} may be passed on. A deployment of a task definition that names ` +
  'other roles is denied: name its task role and its execution role, --role ARN each.';

try {
  const { help, door, scope } = iamOptions(process.argv.slice(2));
  process.stdout.write(help ? IAM_HELP : `${JSON.stringify(policyFor(door, scope), undefined, 2)}\n`);
  if (!help && door === 'operate' && scope.taskRoles.length === 0) process.stderr.write(`${NO_ROLE}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
