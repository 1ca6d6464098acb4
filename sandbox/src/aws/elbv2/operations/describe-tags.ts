import type { DescribeTagsInput, DescribeTagsOutput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../wire/operation';
import { validationError } from '../elbv2.faults';
import type { Elbv2Region } from '../state/elbv2.region';
import { checkTagged } from '../state/tagged-resource';

export const describeTags = operation<Elbv2Region, DescribeTagsInput, DescribeTagsOutput>({
  name: 'DescribeTags',
  run({ ResourceArns = [] }, { state }) {
    if (ResourceArns.length > 20) throw validationError('Tags of at most 20 resources can be described at a time');
    checkTagged(ResourceArns, state);
    return { TagDescriptions: ResourceArns.map((arn) => ({ ResourceArn: arn, Tags: state.tags.of(arn) })) };
  },
});
