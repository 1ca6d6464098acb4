/** Where the reader stands: a channel, or their direct message with the bot. */
export type Place = { kind: 'channel'; name: string } | { kind: 'direct' };

/** All that the address of the page says: who one is, where, which thread is open, and which message is meant. */
export interface Route {
  place: Place;
  person?: string;
  thread?: string;
  message?: string;
}

/**
 * Reads a location hash such as `#/ops?as=ann&thread=1700000000.000100`, or `#/@bot` for the direct message.
 * @returns null where the hash names no place.
 */
export function readRoute(hash: string): Route | null {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const name = decode(path.replace(/^\//, ''));
  if (name === '') return null;
  const asked = new URLSearchParams(query);
  const person = asked.get('as') ?? undefined;
  const thread = asked.get('thread') ?? undefined;
  const message = asked.get('message') ?? undefined;
  return {
    place: name.startsWith('@') ? { kind: 'direct' } : { kind: 'channel', name },
    ...(person === undefined ? {} : { person }),
    ...(thread === undefined ? {} : { thread }),
    ...(message === undefined ? {} : { message }),
  };
}

/** Writes what {@link readRoute} reads. */
export function writeRoute(route: Route): string {
  const name = route.place.kind === 'direct' ? '@bot' : encodeURIComponent(route.place.name);
  const query = new URLSearchParams();
  if (route.person !== undefined) query.set('as', route.person);
  if (route.thread !== undefined) query.set('thread', route.thread);
  if (route.message !== undefined) query.set('message', route.message);
  const tail = query.toString();
  return `#/${name}${tail === '' ? '' : `?${tail}`}`;
}

/** The name by which the sandbox knows a place: `#ops`, or `@ann` for ann's direct message with the bot. */
export function addressOf(place: Place, person: string): string {
  return place.kind === 'direct' ? `@${person}` : `#${place.name}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
