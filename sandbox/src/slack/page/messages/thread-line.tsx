import type { ReactElement } from 'react';
import { ago } from '../mrkdwn/slack-date';
import { useNow } from '../mrkdwn/moment';
import { Avatar } from '../workspace/avatar';
import { useWorkspace } from '../workspace/workspace';
import { momentOf, type ThreadSummary } from './grouping';

const SHOWN = 3;

/** The line under a message that has a thread: who answered, how often, and when last. */
export function ThreadLine({ thread, open }: { thread: ThreadSummary; open: () => void }): ReactElement {
  const { nameOf, isApp } = useWorkspace();
  const now = useNow();
  return (
    <button type="button" className="thread-line" onClick={open}>
      <span className="thread-line-faces">
        {thread.users.slice(0, SHOWN).map((id) => (
          <Avatar key={id} id={id} name={nameOf(id) ?? id} app={isApp(id)} size={22} />
        ))}
      </span>
      <b>{thread.replies === 1 ? '1 reply' : `${thread.replies} replies`}</b>
      <span className="muted">Last reply {ago(momentOf(thread.last), now)}</span>
    </button>
  );
}
