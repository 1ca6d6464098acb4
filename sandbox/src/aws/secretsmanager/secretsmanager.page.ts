import { AwsFault } from '../wire/fault';
import { Pages } from '../wire/page';
import { invalidParameter } from './secretsmanager.faults';

/** Secrets Manager's lists: 1 to 100 items, 100 where nothing is asked for. */
export const pages = new Pages({
  mark: 'secretsmanager',
  size(asked = 100) {
    if (asked < 1 || asked > 100) throw invalidParameter('MaxResults must be between 1 and 100 (inclusive).');
    return asked;
  },
  foreign: () => new AwsFault('InvalidNextTokenException', 'The NextToken value is invalid.'),
});
