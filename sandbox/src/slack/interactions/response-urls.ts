import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import { isTrue, type JsonObject } from '../json';
import { SlackError } from '../slack-error';
import { Arguments } from '../arguments/arguments';
import { contentOf, LONGEST_POST } from '../arguments/message-content';
import type { Message } from '../workspace/message';
import type { Workspace } from '../workspace/workspace';
import { BOT, TEAM } from '../workspace/world';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5;
const LIFE_MS = 30 * 60_000;

interface ResponseUrl {
  channel: string;
  user: string;
  /** Set for a click: the message that was clicked in. */
  original?: { ts: string };
  left: number;
  expires: number;
}

/** The addresses to which an app answers commands and clicks without a token: five uses within half an hour. */
export class ResponseUrls {
  private readonly urls = new Map<string, ResponseUrl>();
  private serial = 0;

  constructor(
    private readonly clock: Clock,
    private readonly workspace: Workspace,
  ) {}

  /** @param clicked the message that was clicked in; without one the address belongs to a command. */
  issue(host: string, channel: string, user: string, clicked?: Message): string {
    this.serial += 1;
    const kind = clicked ? 'actions' : 'commands';
    const path = `/${kind}/${TEAM.id}/${this.serial}/${randomBytes(12).toString('hex')}`;
    const original = clicked && { original: { ts: clicked.ts } };
    this.urls.set(path, { channel, user, ...original, left: USES, expires: this.clock.now() + LIFE_MS });
    return `http://${host}${path}`;
  }

  /**
   * Does what an answer asks for.
   * @throws SlackError `expired_url` or `used_url` (answered with 404), and what the content is refused for.
   */
  use(path: string, answer: JsonObject): void {
    const url = this.urls.get(path);
    if (!url || this.clock.now() > url.expires) throw new SlackError('expired_url');
    if (url.left <= 0) throw new SlackError('used_url');
    url.left -= 1;
    respond(this.workspace, url, answer);
  }

  clear(): void {
    this.urls.clear();
  }
}

/**
 * Shows an answer where it belongs: to the person alone unless `response_type` is `in_channel`; in place of the message
 * that was clicked in where `replace_original` says so, or where nothing is said of either. A command has no original
 * to replace: what asks for it is shown as a new message (slackapi/bolt-js issue 2287).
 */
export function respond(
  workspace: Workspace,
  to: { channel: string; user: string; original?: { ts: string } },
  answer: JsonObject,
): void {
  const original = to.original && workspace.messages.findSeen(to.channel, to.original.ts, to.user);
  if (isTrue(answer['delete_original'])) {
    if (original) workspace.messages.remove(original);
    return;
  }
  const content = contentOf(new Arguments(answer), { limit: LONGEST_POST, cut: true });
  if (original && replaces(answer)) {
    workspace.messages.edit(original, { text: '', blocks: [], attachments: [], ...content });
    return;
  }
  const threadTs = typeof answer['thread_ts'] === 'string' ? { threadTs: answer['thread_ts'] } : {};
  const isPublic = answer['response_type'] === 'in_channel';
  workspace.messages.post({
    text: '',
    ...content,
    ...threadTs,
    channel: to.channel,
    user: BOT.userId,
    ...(!isPublic && { ephemeralFor: to.user }),
  });
}

function replaces(answer: JsonObject): boolean {
  if (answer['replace_original'] !== undefined) return isTrue(answer['replace_original']);
  return answer['response_type'] === undefined && answer['thread_ts'] === undefined;
}
