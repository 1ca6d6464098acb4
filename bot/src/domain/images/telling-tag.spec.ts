import { tellingTag } from './telling-tag.types';

it.each([
  [['3', '3.1', '3.1.0', 'latest', 'sha-4f2a9c1', 'main-117'], '3.1.0'],
  [['3.1.0-alpine', '3.1.0', 'latest'], '3.1.0'],
  [['v2.0.0-rc.1', 'next'], 'v2.0.0-rc.1'],
  [['latest', 'main', 'sha-4f2a9c1', 'main-117', '3.1'], 'sha-4f2a9c1'],
  [['3', 'latest', '3.1'], 'latest'],
  [['crash'], 'crash'],
])('of %p, %p tells most', (tags, telling) => {
  expect(tellingTag(tags)).toBe(telling);
  expect(tellingTag(tags.toReversed())).toBe(telling);
});

it('of no tags there is none', () => expect(tellingTag([])).toBeUndefined());
