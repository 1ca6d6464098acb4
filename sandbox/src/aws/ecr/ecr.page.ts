import { Pages } from '../wire/page';
import { invalidParameter } from './ecr.faults';

/** ECR's lists: 1 to 1000 items, 100 where nothing is asked for. */
export const pages = new Pages({
  mark: 'ecr',
  size(asked = 100) {
    if (asked < 1) throw invalidParameter('maxResults', 'Member must have value greater than or equal to 1');
    if (asked > 1000) throw invalidParameter('maxResults', 'Member must have value less than or equal to 1000');
    return asked;
  },
  foreign: () => invalidParameter('nextToken', 'Invalid nextToken provided'),
});
