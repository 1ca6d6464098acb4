import { AwsFault } from '../wire/fault';
import { Pages } from '../wire/page';

/** Application Auto Scaling's lists: what is usual for the list, 50 for most, is also the most that a page holds. */
export const pages = new Pages({
  mark: 'application-autoscaling',
  size: (asked, usual = 50) => Math.max(1, Math.min(asked ?? usual, usual)),
  foreign: () => new AwsFault('InvalidNextTokenException', 'The next token is invalid.'),
});
