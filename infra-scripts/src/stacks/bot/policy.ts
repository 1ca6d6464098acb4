import { Aws, aws_iam as iam } from 'aws-cdk-lib';

/** A statement of an IAM policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export type PolicyStatementJson = Record<string, unknown>;

const PSEUDO_PARAMETERS: Record<string, string> = {
  '${AWS::Partition}': Aws.PARTITION,
  '${AWS::Region}': Aws.REGION,
  '${AWS::AccountId}': Aws.ACCOUNT_ID,
};

/** CDK's statements of what the bot printed, in the account and region that the stack will stand in. */
export function policyStatements(printed: readonly PolicyStatementJson[]): iam.PolicyStatement[] {
  let text = JSON.stringify(printed);
  for (const [name, token] of Object.entries(PSEUDO_PARAMETERS)) text = text.replaceAll(name, token);
  return (JSON.parse(text) as PolicyStatementJson[]).map((statement) => iam.PolicyStatement.fromJson(statement));
}
