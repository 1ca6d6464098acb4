import { Pages } from '../wire/page';
import { constraint, invalidInput } from './servicediscovery.faults';

/** Cloud Map's lists: 1 to 100 items, 100 where nothing is asked for. */
export const pages = new Pages({
  mark: 'servicediscovery',
  size(asked = 100) {
    if (asked < 1) throw constraint('maxResults', asked, 'Member must have value greater than or equal to 1');
    if (asked > 100) throw constraint('maxResults', asked, 'Member must have value less than or equal to 100');
    return asked;
  },
  foreign: () => invalidInput('The specified NextToken is invalid.'),
});
