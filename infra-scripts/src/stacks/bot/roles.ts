import { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from '../accepted';
import { policyStatements, type PolicyStatementJson } from './policy';

/** The role of the bot's task: it looks, and no more. */
export function lookRole(scope: Construct, look: readonly PolicyStatementJson[]): iam.Role {
  const role = new iam.Role(scope, 'LookRole', {
    description: 'ecs-chatops: looks at services, deployments, images, alarms and scaling',
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
  });
  for (const statement of policyStatements(look)) role.addToPolicy(statement);
  acceptWildcards(role, look);
  return role;
}

/**
 * The role that changes something. Only the bot's task may take it on, for one command, naming the person as source
 * identity, which CloudTrail then shows for everything done with it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export function operateRole(scope: Construct, look: iam.Role, operate: readonly PolicyStatementJson[]): iam.Role {
  const role = new iam.Role(scope, 'OperateRole', {
    description: 'ecs-chatops: deploys and scales in the name of the person who asked',
    assumedBy: new iam.ArnPrincipal(look.roleArn),
  });
  role.assumeRolePolicy!.addStatements(
    new iam.PolicyStatement({ actions: ['sts:SetSourceIdentity'], principals: [new iam.ArnPrincipal(look.roleArn)] }),
  );
  for (const statement of policyStatements(operate)) role.addToPolicy(statement);
  acceptWildcards(role, operate);
  look.addToPolicy(
    new iam.PolicyStatement({ actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'], resources: [role.roleArn] }),
  );
  return role;
}

/** Every wildcard comes from the bot's own table of permissions, which has the reason for each and is held to its calls. */
function acceptWildcards(role: iam.Role, printed: readonly PolicyStatementJson[]): void {
  const resources = printed.flatMap(({ Resource }) =>
    Array.isArray(Resource) ? (Resource as string[]) : [String(Resource)],
  );
  for (const resource of new Set(resources.filter((arn) => arn.includes('*')))) {
    const shown = resource.replaceAll(/\$\{(AWS::\w+)\}/g, '<$1>');
    accept(role, `IAM5[Resource::${shown}]`, 'docs/iam.md says why for each action.');
  }
}
