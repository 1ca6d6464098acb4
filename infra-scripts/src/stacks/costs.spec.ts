import { BOT_DEFAULTS } from './bot/bot.options';
import { PRIMES_DEFAULTS } from './primes/primes.options';
import { botCosts, costLines, primesCosts } from './costs';

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

test('a database of its own is the dearest thing about the bot, and named with its size', () => {
  expect(costLines(botCosts({ ...BOT_DEFAULTS, database: 'rds' })).join('\n')).toMatch(
    /^About \$28 a month.*\$13 +1 task on Fargate.*\$14 +PostgreSQL on RDS \(db\.t4g\.micro, 20 GiB\)/s,
  );
});
