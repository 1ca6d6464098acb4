import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { Message } from '../api/contract';
import { useNow } from '../mrkdwn/moment';
import { Icon } from '../theme/icons';
import { groupMessages, type Row } from './grouping';
import './message-list.css';
import { MessageItem } from './message-item';
import { useScroll, type Scroll } from './use-scroll';

interface Props {
  /** Names the conversation to whoever cannot see it, and tells one list from the next. */
  label: string;
  messages: readonly Message[];
  empty: ReactNode;
  /** The ts of a message to bring into sight, once it is there. */
  target: string | undefined;
  /** Counts what the reader sent from here: whoever speaks wants to see the answer. */
  sent: number;
  openThread: (ts: string) => void;
  /** Told whether the newest message is in sight. */
  seen: (atEnd: boolean) => void;
}

/** The messages of a conversation under their date lines; new ones are announced, and followed by who is at the end. */
export function MessageList({ label, messages, empty, target, sent, openThread, seen }: Props): ReactElement {
  const scroll = useScroll(label);
  const today = Math.floor(useNow() / 600_000) * 600_000;
  const days = useMemo(() => groupMessages(messages, today), [messages, today]);
  const missed = useMissed(
    days.flatMap(({ rows }) => rows),
    scroll.atEnd,
  );
  useEffect(() => seen(scroll.atEnd), [seen, scroll.atEnd]);
  useEffect(scroll.toEnd, [sent, scroll.toEnd]);
  useTarget(scroll, target, days.length > 0);
  return (
    <div className="message-list-frame">
      <div
        className="message-list"
        ref={scroll.list}
        tabIndex={0}
        role="log"
        aria-label={label}
        aria-relevant="additions"
      >
        <div className="message-list-content" ref={scroll.content}>
          {days.length === 0 && empty}
          {days.map((day) => (
            <section key={day.label} aria-label={day.label}>
              <p className="date-line">
                <span>{day.label}</span>
              </p>
              {day.rows.map((row) => (
                <MessageItem key={row.message.ts} row={row} openThread={openThread} />
              ))}
            </section>
          ))}
        </div>
      </div>
      {!scroll.atEnd && (
        <button type="button" className="new-pill" data-new={missed > 0} onClick={scroll.toEnd}>
          <Icon name="down" /> {missed > 0 ? 'New messages' : 'Latest messages'}
        </button>
      )}
    </div>
  );
}

// The message an address means is brought to the middle and marked for a moment.
function useTarget(scroll: Scroll, target: string | undefined, ready: boolean): void {
  const { toMessage } = scroll;
  useEffect(() => {
    const message = target === undefined || !ready ? null : toMessage(target);
    message?.setAttribute('data-target', 'true');
    return () => message?.removeAttribute('data-target');
  }, [toMessage, target, ready]);
}

// How many messages came below the newest one that was ever in sight.
function useMissed(rows: readonly Row[], atEnd: boolean): number {
  const last = rows.at(-1)?.message.ts ?? '';
  const [sighted, setSighted] = useState(last);
  useEffect(() => {
    if (atEnd) setSighted(last);
  }, [atEnd, last]);
  return atEnd ? 0 : rows.filter(({ message }) => message.ts > sighted).length;
}
