import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { SlackWeb } from './slack-web';

/** A command does not wait longer than this for the name of whoever gave it, in milliseconds. */
const PATIENCE_MS = 500;
/** Names are asked for anew after so long; people may change them. */
const FRESH_MS = 3_600_000;
const REMEMBERED = 5000;

interface Known {
  at: number;
  name: Promise<string | undefined>;
}

/** What people are called: mentions tell no more than an id, and an id in a sentence would notify its person. */
@Injectable()
export class People {
  private readonly logger = new Logger(People.name);
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly slack: SlackWeb,
    private readonly clock: Clock,
  ) {}

  /** Somebody's user name by their id; undefined where Slack does not say it, or not soon. Never rejects. */
  async nameOf(id: string): Promise<string | undefined> {
    const known = this.known.get(id);
    const name = known && this.clock.now() - known.at < FRESH_MS ? known.name : this.ask(id);
    const answered = new AbortController();
    try {
      return await Promise.race([name, this.clock.sleep(PATIENCE_MS, answered.signal).then(() => undefined)]);
    } finally {
      answered.abort();
    }
  }

  private ask(id: string): Promise<string | undefined> {
    const name = this.slack.client.users.info({ user: id }).then(
      ({ user }) => user?.name,
      (error: unknown) => {
        this.known.delete(id);
        this.logger.debug(`Slack did not say the name of ${id}: ${String(error)}`);
        return undefined;
      },
    );
    this.known.delete(id);
    this.known.set(id, { at: this.clock.now(), name });
    const [oldest] = this.known.keys();
    if (this.known.size > REMEMBERED && oldest !== undefined) this.known.delete(oldest);
    return name;
  }
}
