import { AwsFault } from './fault';
import { Pages } from './page';

const codecOf = (mark: string) => ({
  mark,
  size: (asked: number | undefined, usual = 2) => asked ?? usual,
  foreign: (token: string) => new AwsFault('BadToken', `Not mine: ${token}`),
});
const pages = new Pages(codecOf('a'));
const LIST = ['one', 'two', 'three', 'four', 'five'];

test('pages follow one another without a gap, and the last one has no token', () => {
  const first = pages.of(LIST, { token: undefined });
  const second = pages.of(LIST, { token: first.next });
  const third = pages.of(LIST, { token: second.next });
  expect([first.items, second.items, third.items].flat()).toEqual(LIST);
  expect([first.items.length, second.items.length, third.next]).toEqual([2, 2, undefined]);
});

test('a page that ends where the list does is the last', () => {
  expect(pages.of(LIST, { token: undefined, size: 5 }).next).toBeUndefined();
  expect(pages.of(LIST, { token: undefined }, 5).next).toBeUndefined();
});

test.each([
  ['another service’s', new Pages(codecOf('b')).token(2)],
  ['a made-up', 'x'],
  ['a negative', Buffer.from('a:-2').toString('base64url')],
])('%s token is refused', (_, token) => expect(() => pages.of(LIST, { token })).toThrow(`Not mine: ${token}`));
