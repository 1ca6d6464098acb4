import { AwsFault } from '../wire/fault';
import { Pages } from '../wire/page';

/** CloudWatch's lists: at most 100 items, or what is usual for the list. */
export const pages = new Pages({
  mark: 'monitoring',
  size: (asked, usual = 100) => Math.min(asked ?? usual, Math.max(usual, 100)),
  foreign: () => new AwsFault('InvalidNextToken', 'The value for parameter NextToken is invalid.'),
});
