import { appsConnectionsOpen } from './apps.connections.open';
import { authTest } from './auth.test';
import { blocksValidate } from './blocks.validate';
import { botsInfo } from './bots.info';
import { chatDelete } from './chat.delete';
import { chatGetPermalink } from './chat.getPermalink';
import { chatPostEphemeral } from './chat.postEphemeral';
import { chatPostMessage } from './chat.postMessage';
import { chatUpdate } from './chat.update';
import { conversationsArchive } from './conversations.archive';
import { conversationsHistory } from './conversations.history';
import { conversationsInfo } from './conversations.info';
import { conversationsJoin } from './conversations.join';
import { conversationsList } from './conversations.list';
import { conversationsMembers } from './conversations.members';
import { conversationsOpen } from './conversations.open';
import { conversationsReplies } from './conversations.replies';
import { conversationsUnarchive } from './conversations.unarchive';
import { filesCompleteUploadExternal } from './files.completeUploadExternal';
import { filesGetUploadURLExternal } from './files.getUploadURLExternal';
import { reactionsAdd } from './reactions.add';
import { teamInfo } from './team.info';
import { usergroupsList } from './usergroups.list';
import { usergroupsUsersList } from './usergroups.users.list';
import { usersInfo } from './users.info';
import { usersList } from './users.list';
import { usersLookupByEmail } from './users.lookupByEmail';
import { viewsOpen } from './views.open';
import { viewsPush } from './views.push';
import { viewsUpdate } from './views.update';
import type { SlackMethod } from '../web-api/method';

/** THE list: a new method is a file beside this one and a line here. */
export const METHODS: readonly SlackMethod[] = [
  appsConnectionsOpen,
  authTest,
  blocksValidate,
  botsInfo,
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatUpdate,
  conversationsArchive,
  conversationsHistory,
  conversationsInfo,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsReplies,
  conversationsUnarchive,
  filesCompleteUploadExternal,
  filesGetUploadURLExternal,
  reactionsAdd,
  teamInfo,
  usergroupsList,
  usergroupsUsersList,
  usersInfo,
  usersList,
  usersLookupByEmail,
  viewsOpen,
  viewsPush,
  viewsUpdate,
];

/** The names of the Web API methods that are there, for the page that says what is covered. */
export const SLACK_METHODS: string[] = METHODS.map(({ name }) => name);
