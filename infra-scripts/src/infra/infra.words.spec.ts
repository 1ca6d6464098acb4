import { PRIMES_DEFAULTS } from '../stacks/primes/primes.options';
import { checkOptions } from './checks';
import { readRequest, type Request } from './infra.words';

const read = (text: string) => readRequest(text.split(' ').filter(Boolean));
const words = (text: string): Request => {
  const request = read(text);
  if ('help' in request) throw new Error(`${text} was answered with the help.`);
  return request;
};

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
  expect(words('up bot --desired 2').bot).toEqual({ desired: 2 });
});

test('a yes can be taken back', () => {
  expect(words('up --service-discovery').primes.serviceDiscovery).toBe(true);
  expect(words('up --no-service-discovery').primes.serviceDiscovery).toBe(false);
});

test.each([
  ['rise', "Unknown command 'rise'."],
  ['staus', 'Did you mean status?'],
  ['up prime', 'There is no stack "prime"'],
  ['up --max many', "'--max <tasks>' argument 'many' is invalid. It must be a whole number from 1 to 100."],
  ['up --cpu 300', "argument '300' is invalid. It must be one of 256, 512, 1024, 2048, 4096."],
  ['up --launch-type arm', "argument 'arm' is invalid. It must be one of fargate, ec2."],
  ['up --image --yes', "argument '--yes' is invalid. A value does not begin with a dash."],
  ['up --image= --yes', 'It is empty.'],
  ['up bot --database-secret postgres://u:p@h/d', "It must be a secret's name or its whole ARN"],
  ['up bot --database-secret arn:aws:secretsmanager:us-west-2:000000000000:secret:db', "It must be a secret's name"],
  ['up --max', "Option '--max <tasks>' argument missing."],
  ['up bot --max 3', '--max is an option of primes, which was not asked for.'],
  ['up --maximun-percent 150', 'Did you mean --maximum-percent? npm run infra -- --help lists what there is.'],
])('%s: %s', (text, sentence) => {
  expect(() => words(text)).toThrow(sentence);
  expect(() => words(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
});

test.each(['', 'help', '--help', 'up --help', '-h'])('"%s" is answered with every verb and option', (text) => {
  const { help } = read(text) as { help: string };
  for (const word of ['up', 'synth', '--sandbox', '--max <tasks>', '--alerts-channel <channel>'])
    expect(help).toContain(word);
  expect(help).toMatch(/--cpu-target <percent> +average CPU that scaling keeps, percent \(60\)/);
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
