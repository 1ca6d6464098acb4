import { Pace } from './pace';

test('at 60000 ms a minute, an AWS second is a second; at 3000, a twentieth of one', () => {
  expect(new Pace(60_000).ms(10)).toBe(10_000);
  expect(new Pace(3000).ms(60)).toBe(3000);
});
