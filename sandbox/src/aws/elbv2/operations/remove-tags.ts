import type { RemoveTagsInput, RemoveTagsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import { checkTagged } from '../state/tagged-resource';

export const removeTags = operation<Elbv2Region, RemoveTagsInput, RemoveTagsOutput>({
  name: 'RemoveTags',
  run({ ResourceArns = [], TagKeys = [] }, { state }) {
    checkTagged(ResourceArns, state);
    for (const arn of ResourceArns) state.tags.remove(arn, TagKeys);
    return {};
  },
});
