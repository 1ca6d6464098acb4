import { Pages } from '../wire/page';
import { invalidParameter } from './ecs.faults';

/** ECS's lists: 1 to 100 items, 100 where nothing else is usual. */
export const pages = new Pages({
  mark: 'ecs',
  size(asked, usual = 100) {
    if (asked === undefined) return usual;
    if (asked > 100) throw invalidParameter('Max results can not be greater than 100');
    if (asked < 1) throw invalidParameter('Max results can not be less than 1');
    return asked;
  },
  foreign: () => invalidParameter('Invalid token.'),
});
