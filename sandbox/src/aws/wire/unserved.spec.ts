import { unservedIn, unservedWords, type Unserved } from './unserved';

const UNSERVED: readonly Unserved[] = [
  'volumes',
  'alarms.enable',
  'balancers[].name',
  { path: 'how.strategy', values: ['BLUE_GREEN', 'CANARY'] },
];

test.each([
  [{ volumes: [1] }, 'volumes'],
  [{ volumes: {} }, 'volumes'],
  [{ alarms: { enable: true, names: [] } }, 'alarms.enable'],
  [{ balancers: [{}, { name: 'x' }] }, 'balancers[1].name'],
  [{ how: { strategy: 'BLUE_GREEN' } }, 'how.strategy BLUE_GREEN'],
])('%j is refused for %s', (input, path) => expect(unservedIn(input, UNSERVED)).toBe(path));

test.each([
  [{}],
  [{ volumes: [] }],
  [{ volumes: null }],
  [{ volumes: 0 }],
  [{ alarms: { enable: false, names: ['a'] } }],
  [{ alarms: 'on' }],
  [{ balancers: [] }],
  [{ balancers: [{ arn: 'x' }] }],
  [{ how: { strategy: 'ROLLING' } }],
])('%j asks for nothing that is not served', (input) => expect(unservedIn(input, UNSERVED)).toBeUndefined());

test('is listed by its path, and by the values that are served', () => {
  expect(UNSERVED.map(unservedWords)).toEqual([
    'volumes',
    'alarms.enable',
    'balancers[].name',
    'how.strategy BLUE_GREEN/CANARY',
  ]);
});
