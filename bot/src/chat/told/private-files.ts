import { Injectable, Logger } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { Message } from '../slack/message.types';
import { slackWord } from '../slack/slack-errors';
import { SlackPoster } from '../slack/slack-poster';
import { SlackWeb } from '../slack/slack-web';

/** As long as an upload may take, in milliseconds. */
const PATIENCE_MS = 15_000;

/** A text that is too long for a message. */
export interface TextFile {
  /** `primes-api.log` */
  name: string;
  title: string;
  text: string;
}

/** Whether it was given; where not, why, in a sentence or less. */
export type Given = { given: true } | { given: false; why: string };

/**
 * Gives one person a file that nobody else sees, in their direct message with the bot: an ephemeral message carries none.
 * https://docs.slack.dev/messaging/working-with-files#uploading_files
 */
@Injectable()
export class PrivateFiles {
  private readonly logger = new Logger(PrivateFiles.name);

  constructor(
    private readonly slack: SlackWeb,
    private readonly poster: SlackPoster,
  ) {}

  /**
   * Says `message` to them directly, with the file as a reply to it. Does not throw: whoever asked has an answer beside
   * the file.
   * @param person the person's id
   */
  async give(person: string, message: Message, file: TextFile): Promise<Given> {
    try {
      const uploaded = await this.upload(file);
      // Only a message tells the id of a direct message without the right to open one.
      const { channel, ts } = await this.poster.post(person, message);
      const files: [{ id: string; title: string }] = [{ id: uploaded, title: file.title }];
      await this.slack.client.files.completeUploadExternal({ files, channel_id: channel, thread_ts: ts });
      return { given: true };
    } catch (error) {
      this.logger.warn(`The file ${file.name} could not be given to ${person}: ${messageOf(error)}`);
      return { given: false, why: reasonOf(error) };
    }
  }

  /** @returns the file's id */
  private async upload({ name, text }: TextFile): Promise<string> {
    const length = Buffer.byteLength(text);
    const { upload_url: url = '', file_id: id = '' } = await this.slack.client.files.getUploadURLExternal({
      filename: name,
      length,
    });
    const send = this.slack.fetch ?? fetch;
    const sent = await send(url, { method: 'POST', body: text, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!sent.ok) throw new Error(`Slack answers ${sent.status} to the upload.`);
    return id;
  }
}

function reasonOf(error: unknown): string {
  const word = slackWord(error);
  if (word === 'missing_scope') return 'my Slack app lacks the scope files:write, which its manifest asks for';
  return word === undefined ? 'Slack does not take it just now' : `Slack refuses it (${word})`;
}
