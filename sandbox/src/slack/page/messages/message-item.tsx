import { memo, type ReactElement } from 'react';
import { Blocks } from '../block-kit/blocks';
import { SurfaceContext } from '../block-kit/interactions';
import { Mrkdwn } from '../mrkdwn/mrkdwn';
import { Icon } from '../theme/icons';
import { Avatar } from '../workspace/avatar';
import { useWorkspace } from '../workspace/workspace';
import './message.css';
import { momentOf, type Row } from './grouping';
import { Reactions } from './reactions';
import { ThreadLine } from './thread-line';
import { clockTime, fullTime } from './times';
import { useMessageSurface } from './use-message-surface';

interface Props {
  row: Row;
  /** Opens the thread under this message; left out in the thread panel itself. */
  openThread?: ((ts: string) => void) | undefined;
}

/** One message: who, when, what, and what can be done with it. */
export const MessageItem = memo(function MessageItem({ row, openThread }: Props): ReactElement {
  const { message, continued, thread } = row;
  const { isApp } = useWorkspace();
  const surface = useMessageSurface(message);
  const app = isApp(message.user);
  return (
    <div
      role="article"
      aria-label={`${message.author}, ${clockTime(message.ts)}`}
      className="message"
      data-ts={message.ts}
      data-private={message.ephemeral}
      data-continued={continued}
    >
      {message.ephemeral && (
        <p className="message-private">
          <Icon name="eye" /> Only visible to you
        </p>
      )}
      <div className="message-gutter">
        {continued ? <Time ts={message.ts} /> : <Avatar id={message.user} name={message.author} app={app} />}
      </div>
      <div className="message-main">
        {!continued && (
          <p className="message-head">
            <b className="message-author">{message.author}</b>
            {app && <span className="app-badge">APP</span>}
            <Time ts={message.ts} />
            {message.edited && <Edited />}
          </p>
        )}
        <SurfaceContext value={surface}>
          <MessageBody row={row} />
        </SurfaceContext>
        <Reactions reactions={message.reactions ?? []} />
        {thread && openThread && <ThreadLine thread={thread} open={() => openThread(message.ts)} />}
      </div>
      {openThread && !message.ephemeral && (
        <div className="message-tools">
          <button
            type="button"
            className="icon-button"
            aria-label="Reply in thread"
            title="Reply in thread"
            onClick={() => openThread(message.ts)}
          >
            <Icon name="reply" />
          </button>
        </div>
      )}
    </div>
  );
}, sameRow);

function MessageBody({ row: { message, continued } }: { row: Row }): ReactElement {
  const blocks = message.blocks ?? [];
  return (
    <div className="message-body">
      {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={message.text || message.plain} />}
      {message.files?.map(({ name, title, size, url }) => (
        <p key={url} className="message-file">
          <a href={url} target="_blank" rel="noreferrer" download={name}>
            {title}
          </a>{' '}
          {Math.ceil(size / 1024)} KB
        </p>
      ))}
      {message.edited && continued && <Edited />}
    </div>
  );
}

function Edited(): ReactElement {
  return <span className="message-edited">(edited)</span>;
}

function Time({ ts }: { ts: string }): ReactElement {
  return (
    <time className="message-time" dateTime={new Date(momentOf(ts)).toISOString()} title={fullTime(ts)}>
      {clockTime(ts)}
    </time>
  );
}

// Rows are built anew with each screen; what they hold is not, unless it changed.
function sameRow(before: Props, after: Props): boolean {
  const was = before.row.thread;
  const is = after.row.thread;
  return (
    before.row.message === after.row.message &&
    before.row.continued === after.row.continued &&
    before.openThread === after.openThread &&
    was?.replies === is?.replies &&
    was?.last === is?.last
  );
}
