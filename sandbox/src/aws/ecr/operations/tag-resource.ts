import type { TagResourceRequest, TagResourceResponse } from '@aws-sdk/client-ecr';
import { operation } from '../../wire/operation';
import type { EcrRegion } from '../state/ecr.region';

export const tagResource = operation<EcrRegion, TagResourceRequest, TagResourceResponse>({
  name: 'TagResource',
  run({ resourceArn, tags = [] }, { state }) {
    const { settings } = state.byArn(resourceArn);
    const keys = new Set(tags.map(({ Key }) => Key));
    settings.tags = [...settings.tags.filter(({ Key }) => !keys.has(Key)), ...tags];
    return {};
  },
});
