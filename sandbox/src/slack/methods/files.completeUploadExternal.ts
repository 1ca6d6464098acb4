import { isObject, stringIn, type JsonObject } from '../json';
import { SlackError } from '../slack-error';
import { BOT_OR_PERSON, type Call, type MethodParts, type SlackMethod } from '../web-api/method';
import type { StoredFile } from '../workspace/files';

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal; shared with one channel, or with nobody. */
export const filesCompleteUploadExternal: SlackMethod = {
  name: 'files.completeUploadExternal',
  tokens: BOT_OR_PERSON,
  scopes: ['files:write'],
  tier: 'tier4',
  required: ['files'],
  run(call, parts) {
    if (call.args.has('channels') || call.args.has('blocks')) throw new SlackError('invalid_arguments');
    const asked = call.args.json('files');
    const files = (Array.isArray(asked) ? asked : []).filter(isObject).map((one) => received(one, call, parts));
    if (files.length === 0) throw new SlackError('invalid_arguments');
    const channel = call.args.text('channel_id');
    if (channel) share(files, channel, call, parts);
    return { files: files.map(({ id, title }) => ({ id, title })) };
  },
};

/** @throws SlackError `file_not_found`, `access_denied`. */
function received(asked: JsonObject, { caller }: Call, { workspace }: MethodParts): StoredFile {
  const file = workspace.files.find(stringIn(asked['id']));
  if (file?.content === undefined) throw new SlackError('file_not_found');
  if (file.user !== caller.userId) throw new SlackError('access_denied');
  file.title = stringIn(asked['title']) || file.name;
  return file;
}

/** @throws SlackError `channel_not_found`, `not_in_channel`. */
function share(files: StoredFile[], id: string, { args, caller }: Call, { workspace, heard }: MethodParts): void {
  const channel = workspace.channels.byId(id);
  const isMember = channel?.members.has(caller.userId) ?? false;
  if (!channel || (channel.isPrivate && !isMember)) throw new SlackError('channel_not_found');
  if (!isMember) throw new SlackError('not_in_channel');
  for (const file of files) file.shared = true;
  const threadTs = args.text('thread_ts');
  const message = workspace.messages.post({
    text: args.text('initial_comment'),
    channel: channel.id,
    user: caller.userId,
    files: files.map(({ id: file }) => file),
    ...(threadTs && { threadTs }),
  });
  if (caller.kind === 'person') heard(message);
}
