import * as model from '@aws-sdk/client-cloudformation';
import type { AwsService } from '../wire/aws-service';
import type { CloudFormationRegion } from './cloudformation.region';
import { createChangeSet } from './create-change-set';
import { createStack } from './create-stack';
import { deleteChangeSet } from './delete-change-set';
import { deleteStack } from './delete-stack';
import { describeChangeSet } from './describe-change-set';
import { describeEvents } from './describe-events';
import { describeStackEvents } from './describe-stack-events';
import { describeStackResource } from './describe-stack-resource';
import { describeStackResources } from './describe-stack-resources';
import { describeStacks } from './describe-stacks';
import { executeChangeSet } from './execute-change-set';
import { getTemplate } from './get-template';
import { getTemplateSummary } from './get-template-summary';
import { listChangeSets } from './list-change-sets';
import { listExports } from './list-exports';
import { listStackResources } from './list-stack-resources';
import { listStacks } from './list-stacks';
import { updateStack } from './update-stack';
import { validateTemplate } from './validate-template';

/** AWS CloudFormation as far as the toolkit, the command line's `deploy` and the SDK need it. */
export const cloudformationService = (
  stateOf: (region: string) => CloudFormationRegion,
): AwsService<CloudFormationRegion> => ({
  model,
  client: new model.CloudFormationClient({
    region: 'us-west-2',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  }),
  operations: [
    createChangeSet,
    createStack,
    deleteChangeSet,
    deleteStack,
    describeChangeSet,
    describeEvents,
    describeStackEvents,
    describeStackResource,
    describeStackResources,
    describeStacks,
    executeChangeSet,
    getTemplate,
    getTemplateSummary,
    listChangeSets,
    listExports,
    listStackResources,
    listStacks,
    updateStack,
    validateTemplate,
  ],
  state: stateOf,
});
