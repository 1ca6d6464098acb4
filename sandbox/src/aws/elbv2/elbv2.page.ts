import { Pages } from '../wire/page';
import { validationError } from './elbv2.faults';

/** Elastic Load Balancing's lists: 1 to 400 items, which each operation checks first; 400 where nothing is asked for. */
export const pages = new Pages({
  mark: 'elbv2',
  size: (asked = 400) => asked,
  foreign: (token) => validationError(`The marker '${token}' is not valid`),
});
