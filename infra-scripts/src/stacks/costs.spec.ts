import { PRIMES_DEFAULTS } from './primes/primes.options';
import { costLines, primesCosts } from './costs';

test('the sum is of the parts, in round figures', () => {
  expect(
    costLines([
      { what: 'a', dollars: 1.4 },
      { what: 'b', dollars: 1.4 },
    ]),
  ).toEqual(['About $3 a month (us-west-2, on demand, idle):', '  $1    a', '  $1    b']);
});

test('twice the tasks cost twice; on container instances the instances do', () => {
  const fargate = (desired: number) =>
    primesCosts({ ...PRIMES_DEFAULTS, desired }).find(({ what }) => what.includes('Fargate'))!.dollars;
  expect(fargate(4)).toBeCloseTo(2 * fargate(2));
  const instances = primesCosts({ ...PRIMES_DEFAULTS, launchType: 'ec2', instances: 3 });
  expect(instances.map(({ what }) => what)).toContain('3 container instances (t3.small)');
});
