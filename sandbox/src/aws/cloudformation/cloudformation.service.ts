import * as model from '@aws-sdk/client-cloudformation';
import type { AwsService } from '../wire/aws-service';
import type { CloudFormationRegion } from './state/cloudformation.region';
import { createChangeSet } from './operations/create-change-set';
import { createStack } from './operations/create-stack';
import { deleteChangeSet } from './operations/delete-change-set';
import { deleteStack } from './operations/delete-stack';
import { describeChangeSet } from './operations/describe-change-set';
import { describeEvents } from './operations/describe-events';
import { describeStackEvents } from './operations/describe-stack-events';
import { describeStackResource } from './operations/describe-stack-resource';
import { describeStackResources } from './operations/describe-stack-resources';
import { describeStacks } from './operations/describe-stacks';
import { executeChangeSet } from './operations/execute-change-set';
import { getTemplate } from './operations/get-template';
import { getTemplateSummary } from './operations/get-template-summary';
import { listChangeSets } from './operations/list-change-sets';
import { listExports } from './operations/list-exports';
import { listStackResources } from './operations/list-stack-resources';
import { listStacks } from './operations/list-stacks';
import { updateStack } from './operations/update-stack';
import { validateTemplate } from './operations/validate-template';

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
