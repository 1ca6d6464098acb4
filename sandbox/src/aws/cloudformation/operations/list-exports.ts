import type { ListExportsInput, ListExportsOutput } from '@aws-sdk/client-cloudformation';
import { operation } from '../../wire/operation';
import type { CloudFormationRegion } from '../state/cloudformation.region';

/** All in one page. */
export const listExports = operation<CloudFormationRegion, ListExportsInput, ListExportsOutput>({
  name: 'ListExports',
  unsupported: ['NextToken'],
  run: (_, { state }) => ({
    Exports: state.exports
      .list()
      .map(({ name, value, stack }) => ({ ExportingStackId: stack.id, Name: name, Value: value })),
  }),
});
