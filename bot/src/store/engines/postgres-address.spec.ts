import { X509Certificate } from 'node:crypto';
import { connectionTo } from './postgres-address';

const RDS = 'postgres://chatops:secret@bot.abc123.us-west-2.rds.amazonaws.com:5432/chatops';

const authoritiesOf = (url: string): string[] => {
  const { ssl } = connectionTo(url);
  const { ca = [] } = typeof ssl === 'object' ? (ssl as { ca?: string[] }) : {};
  return ca.map((pem) => new X509Certificate(pem).subject);
};

test.each(['', '?sslmode=verify-full', '?sslmode=require'])(
  'a server of RDS is asked for a certificate of the authorities of RDS (%s)',
  (query) => {
    expect(authoritiesOf(RDS + query)).toContainEqual(expect.stringContaining('Amazon RDS us-west-2 Root CA RSA2048'));
    expect(connectionTo(RDS + query).connectionString).toBe(RDS);
    expect(connectionTo(RDS + query).ssl).not.toHaveProperty('rejectUnauthorized');
  },
);

test('none of them has run out where databases are made today', () => {
  const { ca } = connectionTo(RDS).ssl as { ca: string[] };
  const current = ca.map((pem) => new X509Certificate(pem)).filter(({ subject }) => / G1$/m.test(subject));
  expect(current.length).toBeGreaterThan(70);
  expect(current.filter(({ validTo }) => Date.parse(validTo) < Date.now())).toEqual([]);
});

test.each([
  'postgres://chatops:secret@db.internal:5432/chatops?sslmode=verify-full',
  'postgres://chatops@evil.example/rds.amazonaws.com',
  `${RDS}?sslmode=disable`,
  `${RDS}?sslmode=no-verify`,
  `${RDS}?sslmode=verify-full&sslrootcert=/etc/ssl/mine.pem`,
])('%s is taken as it is', (url) => {
  expect(connectionTo(url)).toEqual({ connectionString: url });
});
