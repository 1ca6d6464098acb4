import type { Clock } from '../../kernel/clock';
import { persist } from './persist';
import type { SlackWeb } from './slack-web';

const PAGE = 1000;
/** How often the whole list is asked for at the most: it costs a page for each thousand channels, of twenty a minute. */
const LOOK_AGAIN_MS = 3 * 60_000;
/** The same after Slack could not be asked. */
const ASK_AGAIN_MS = 30_000;
/** After so long a list that was read in part is begun anew. */
const PART_IS_OLD_MS = 10 * 60_000;

interface Walk {
  ids: Map<string, string>;
  cursor: string | undefined;
  beganAt: number;
}

/** Which id each channel's name has. Reads the list of all channels, seldom, and one page after the other only once. */
export class ChannelNames {
  private ids = new Map<string, string>();
  private walking: Promise<void> | undefined;
  /** What was read of a list that could not be read to its end. */
  private unfinished: Walk | undefined;
  /** Before this moment the list is not asked for again. */
  private notBefore = 0;
  private trouble: unknown;

  constructor(
    private readonly slack: SlackWeb,
    private readonly clock: Clock,
  ) {}

  /**
   * The id behind a name without its `#`; undefined when there is none that the bot can see.
   * Rejects with Slack's error when the list cannot be read.
   */
  async idOf(name: string): Promise<string | undefined> {
    if (!this.ids.has(name)) await this.look();
    const id = this.ids.get(name);
    if (id === undefined && this.trouble !== undefined) throw this.trouble;
    return id;
  }

  /** A channel may have been deleted and made anew under its name: the id is looked for again. */
  forget(id: string): void {
    for (const [name, known] of this.ids) if (known === id) this.ids.delete(name);
  }

  private look(): Promise<void> {
    if (this.walking) return this.walking;
    if (this.clock.now() < this.notBefore) return Promise.resolve();
    this.walking = this.read();
    return this.walking;
  }

  private async read(): Promise<void> {
    try {
      await this.walk();
      this.trouble = undefined;
    } catch (error) {
      this.trouble = error;
    }
    this.notBefore = this.clock.now() + (this.trouble === undefined ? LOOK_AGAIN_MS : ASK_AGAIN_MS);
    this.walking = undefined;
  }

  private async walk(): Promise<void> {
    const before = this.unfinished;
    const isFresh = before !== undefined && this.clock.now() - before.beganAt < PART_IS_OLD_MS;
    const walk: Walk = isFresh ? before : { ids: new Map(), cursor: undefined, beganAt: this.clock.now() };
    this.unfinished = walk;
    do walk.cursor = await this.readPage(walk);
    while (walk.cursor);
    this.unfinished = undefined;
    this.ids = walk.ids;
  }

  private async readPage({ ids, cursor }: Walk): Promise<string | undefined> {
    const page = await persist(this.clock, () =>
      this.slack.client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      }),
    );
    for (const { id, name } of page.channels ?? []) if (id && name) ids.set(name, id);
    return page.response_metadata?.next_cursor;
  }
}
