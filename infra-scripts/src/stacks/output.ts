import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** An output that the scripts read and a person sees; not exported, so that no stack holds another one. */
export const output = (scope: Construct, name: string, value: string): CfnOutput =>
  new CfnOutput(scope, name, { value });
