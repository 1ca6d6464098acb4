import { SlackError } from '../slack-error';
import { BOT_OR_PERSON, type SlackMethod } from '../web-api/method';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
export const filesGetUploadURLExternal: SlackMethod = {
  name: 'files.getUploadURLExternal',
  tokens: BOT_OR_PERSON,
  scopes: ['files:write'],
  tier: 'tier4',
  required: ['filename', 'length'],
  run({ args, caller, host }, { workspace }) {
    const length = args.count('length', 0, Number.MAX_SAFE_INTEGER, 'invalid_arguments');
    if (length === 0) throw new SlackError('missing_argument');
    const { file, ticket } = workspace.files.promise({ name: args.text('filename'), length, user: caller.userId });
    return { upload_url: `http://${host}/upload/v1/${ticket}`, file_id: file.id };
  },
};
