import { PRIMES_DEFAULTS } from '../stacks/primes/primes.options';
import { checkOptions } from './checks';
import { readRequest } from './infra.words';

const words = (text: string) => readRequest(text.split(' ').filter(Boolean));

test('both stacks where neither is named, primes before the bot whatever the order', () => {
  expect(words('up').stacks).toEqual(['primes', 'bot']);
  expect(words('down bot primes').stacks).toEqual(['primes', 'bot']);
  expect(words('status bot').stacks).toEqual(['bot']);
});

test('an option goes to the stack that is asked for', () => {
  expect(words('up --image 1.1.0 --max 6')).toMatchObject({ primes: { image: '1.1.0', max: 6 }, bot: {} });
  expect(words('up bot --image 0.2.0 --operators U1,U2')).toMatchObject({
    primes: {},
    bot: { image: '0.2.0', operators: ['U1', 'U2'] },
  });
});

test('a yes can be taken back', () => {
  expect(words('up --service-discovery').primes.serviceDiscovery).toBe(true);
  expect(words('up --no-service-discovery').primes.serviceDiscovery).toBe(false);
});

test.each([
  ['rise', '"rise" is not one of up, diff, status, down, synth.'],
  ['up prime', 'There is no stack "prime"'],
  ['up --max many', '--max is "many"; it must be a whole number from 1 to 100.'],
  ['up --cpu 300', '--cpu is "300"; it must be one of 256, 512, 1024, 2048, 4096.'],
  ['up --launch-type arm', '--launch-type is "arm"; it must be one of fargate, ec2.'],
  ['up bot --max 3', '--max is an option of primes, which was not asked for.'],
  ['up --maximum 3', '--help lists what there is.'],
])('%s: %s', (text, sentence) => {
  expect(() => words(text)).toThrow(sentence);
});

test.each([
  [{ min: 4, max: 3, desired: 3 }, '--min 4 is more than --max 3.'],
  [{ vpc: 'vpc-0123456789abcdef0' }, '--vpc goes with --subnets and two public subnets'],
  [{ vpc: 'main' }, '--vpc is "main"; it must be a VPC\'s id'],
  [{ subnets: ['subnet-1'] }, '--subnets goes with --vpc'],
  [{ cpu: 256, memory: 4096 }, '--memory is one of 512, 1024, 2048.'],
  [{ launchType: 'ec2' as const }, 'The sandbox has no container instances'],
])('%j do not go together: %s', (chosen, sentence) => {
  expect(() => checkOptions({ ...PRIMES_DEFAULTS, ...chosen }, true)).toThrow(sentence);
});

test('container instances are for a real account', () => {
  expect(() => checkOptions({ ...PRIMES_DEFAULTS, launchType: 'ec2', memory: 700 }, false)).not.toThrow();
});
