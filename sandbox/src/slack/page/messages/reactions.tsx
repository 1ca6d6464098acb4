import type { ReactElement } from 'react';
import type { Reaction } from '../api/contract';
import { PlainText } from '../mrkdwn/mrkdwn';
import { useWorkspace } from '../workspace/workspace';

/** The emoji under a message, each with its count; who they came from shows on hover. */
export function Reactions({ reactions }: { reactions: readonly Reaction[] }): ReactElement | null {
  const { nameOf } = useWorkspace();
  if (reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {reactions.map(({ name, users = [], count = users.length }) => (
        <li key={name} title={users.map((id) => nameOf(id) ?? id).join(', ')}>
          <PlainText text={`:${name}:`} /> <span>{count}</span>
        </li>
      ))}
    </ul>
  );
}
