import type { UntagResourceRequest, UntagResourceResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

export const untagResource = operation<EcrRegion, UntagResourceRequest, UntagResourceResponse>({
  name: 'UntagResource',
  run({ resourceArn, tagKeys = [] }, { state }) {
    const { settings } = state.byArn(resourceArn);
    settings.tags = settings.tags.filter(({ Key }) => Key === undefined || !tagKeys.includes(Key));
    return {};
  },
});
