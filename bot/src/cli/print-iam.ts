import { iamOptions, type IamOptions } from '../aws/permissions/iam.options';
import { iamPage } from '../aws/permissions/iam.page';
import { policyFor } from '../aws/permissions/policy';
import { DEFAULT_TASK_ROLE } from '../aws/permissions/policy-scope';
import { UserError } from '../kernel/user-error';

const NO_ROLE =
  `Note: no --role was named, so only ${DEFAULT_TASK_ROLE} may be passed on. A deployment of a task definition that names ` +
  'other roles is denied: name its task role and its execution role, --role ARN each.';

try {
  print(iamOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function print({ help, page, door, scope }: IamOptions): void {
  if (help !== undefined) return void process.stdout.write(help);
  if (page) return void process.stdout.write(iamPage());
  process.stdout.write(`${JSON.stringify(policyFor(door, scope), undefined, 2)}\n`);
  if (door === 'operate' && scope.taskRoles.length === 0) process.stderr.write(`${NO_ROLE}\n`);
}
