import { useEffect, useRef, type ReactElement } from 'react';
import type { Message } from '../api/contract';
import { Composer } from '../composer/composer';
import { useDraft } from '../composer/use-draft';
import { useSend } from '../composer/use-send';
import { threadRows } from '../messages/grouping';
import { MessageItem } from '../messages/message-item';
import { useScroll } from '../messages/use-scroll';
import { Icon } from '../theme/icons';
import { useWorkspace } from '../workspace/workspace';
import './thread-panel.css';

interface Props {
  ts: string;
  messages: readonly Message[];
  close: () => void;
}

/** A thread beside its channel: the first message, the replies, and where to reply. */
export function ThreadPanel({ ts, messages, close }: Props): ReactElement {
  const { place, address, botName } = useWorkspace();
  const panel = useRef<HTMLElement>(null);
  const scroll = useScroll(ts);
  const draft = useDraft(`${address} ${ts}`);
  const { busy, send } = useSend(draft.set, ts);
  const [first, ...replies] = threadRows(messages, ts);
  useEffect(() => panel.current?.focus(), [ts]);
  return (
    <aside
      className="thread-panel"
      aria-label="Thread"
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header className="thread-head">
        <h2>
          Thread <small>{place.kind === 'direct' ? botName : `#${place.name}`}</small>
        </h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div
        className="thread-messages"
        ref={scroll.list}
        role="log"
        aria-label="Replies"
        aria-relevant="additions"
        tabIndex={0}
      >
        <div ref={scroll.content}>
          {first === undefined ? (
            <p className="thread-gone">
              This thread is not here. It may have been deleted, or be private to somebody else.
            </p>
          ) : (
            <MessageItem row={first} />
          )}
          {replies.length > 0 && (
            <p className="thread-count">{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</p>
          )}
          {replies.map((row) => (
            <MessageItem key={row.message.ts} row={row} />
          ))}
        </div>
      </div>
      {first !== undefined && <Composer label="Reply…" draft={draft} commands={false} busy={busy} send={send} />}
    </aside>
  );
}
