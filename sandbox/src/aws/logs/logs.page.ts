import { Pages } from '../wire/page';
import { constraint, invalidParameter } from './logs.faults';

/** CloudWatch Logs' lists: a page holds at most what is usual for the list, 50 for most. */
export const pages = new Pages({
  mark: 'logs',
  size(asked, usual = 50) {
    if (asked === undefined) return usual;
    if (asked < 1) throw constraint('limit', asked, 'Member must have value greater than or equal to 1');
    if (asked > usual) throw constraint('limit', asked, `Member must have value less than or equal to ${usual}`);
    return asked;
  },
  foreign: () => invalidParameter('The specified nextToken is invalid.'),
});
