import type { AddTagsInput, AddTagsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import type { Elbv2Region } from '../state/elbv2.region';
import { checkTagged } from '../state/tagged-resource';

export const addTags = operation<Elbv2Region, AddTagsInput, AddTagsOutput>({
  name: 'AddTags',
  run({ ResourceArns = [], Tags = [] }, { state }) {
    checkTagged(ResourceArns, state);
    for (const arn of ResourceArns) state.tags.add(arn, Tags);
    return {};
  },
});
