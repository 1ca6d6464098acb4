import { Pages } from '../wire/page';
import { invalidMaxResults, invalidNextToken } from './cloudtrail.faults';

/** CloudTrail's events: 1 to 50 at a time, 50 where nothing is asked for. */
export const pages = new Pages({
  mark: 'cloudtrail',
  size(asked = 50) {
    if (asked < 1 || asked > 50) throw invalidMaxResults();
    return asked;
  },
  foreign: invalidNextToken,
});
