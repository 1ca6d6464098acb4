import type { AwsFault } from './fault';

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** The token of the next page; undefined on the last one. */
  next: string | undefined;
}

/** The part of a request that asks for a page, whatever its service calls it. */
export interface PageRequest {
  token: string | undefined;
  /** How many items at most. */
  size?: number | undefined;
}

/** What differs from service to service about pages. */
export interface PageCodec {
  /** Marks the service's tokens: no other service's are taken. */
  readonly mark: string;
  /**
   * How many items a page holds.
   * @param asked what the caller asked for
   * @param usual what this list holds where nothing is asked for, if it is not what the service's others hold
   * @throws AwsFault for a size that the service refuses
   */
  size(asked: number | undefined, usual: number | undefined): number;
  /** The error for a token that none of its pages gave out. */
  foreign(token: string): AwsFault;
}

/** Cuts a service's lists into pages. A token says where the next page begins. */
export class Pages {
  constructor(private readonly codec: PageCodec) {}

  /** @throws AwsFault for a token that was not given out here, or a size that the service refuses */
  of<Item>(items: readonly Item[], { token, size }: PageRequest, usual?: number): Page<Item> {
    const length = this.codec.size(size, usual);
    const from = this.offset(token);
    const end = from + length;
    return { items: items.slice(from, end), next: end < items.length ? this.token(end) : undefined };
  }

  /** Where a page begins; 0 without a token. @throws AwsFault for a token that was not given out here */
  offset(token: string | undefined): number {
    if (token === undefined) return 0;
    const [mark, offset = ''] = Buffer.from(token, 'base64url').toString('utf8').split(':');
    if (mark !== this.codec.mark || !/^\d+$/.test(offset)) throw this.codec.foreign(token);
    return Number(offset);
  }

  token(offset: number): string {
    return Buffer.from(`${this.codec.mark}:${offset}`).toString('base64url');
  }
}
