import { holdToOwn, NotYours } from './ownership.mjs';

const STACKS_OWN = 'http://primes-1234567890.us-west-2.elb.amazonaws.com';
const itIs = (loadBalancer: string) => () => Promise.resolve({ loadBalancer });
const nobodyKnows = () => Promise.resolve({ why: 'Region is missing.' });

it.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080', 'http://127.1/'])(
  'puts load on this machine without asking anybody: %s',
  async (address) => {
    const ask = () => Promise.reject(new Error('asked'));
    await expect(holdToOwn(new URL(address), { owned: false, ask })).resolves.toBeUndefined();
  },
);

it.each([STACKS_OWN, `${STACKS_OWN.toUpperCase()}:80/somewhere`])(
  "puts load on the stack's own balancer: %s",
  async (address) => {
    await expect(holdToOwn(new URL(address), { owned: false, ask: itIs(STACKS_OWN) })).resolves.toBeUndefined();
  },
);

it.each([
  'http://example.com',
  'http://primes-1234567890.us-west-2.elb.amazonaws.com.example.com',
  `${STACKS_OWN}:8080`,
  'http://127.0.0.1.example.com',
  'http://user:127.0.0.1@example.com',
  'http://notlocalhost',
])('refuses what is not: %s', async (address) => {
  const refused = holdToOwn(new URL(address), { owned: false, ask: itIs(STACKS_OWN) });
  await expect(refused).rejects.toThrow(NotYours);
  await expect(refused).rejects.toThrow('--yes-i-own-it');
});

it('refuses, and says why, where nobody can say whose it is', async () => {
  const refused = holdToOwn(new URL(STACKS_OWN), { owned: false, ask: nobodyKnows });
  await expect(refused).rejects.toThrow(NotYours);
  await expect(refused).rejects.toThrow('Region is missing.');
});

it('takes the word of whoever owns it', async () => {
  await expect(holdToOwn(new URL('http://example.com'), { owned: true, ask: nobodyKnows })).resolves.toBeUndefined();
});
