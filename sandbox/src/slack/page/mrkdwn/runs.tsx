import type { ReactElement } from 'react';
import { useWorkspace } from '../workspace/workspace';
import type { Inline } from './ast';
import { EmojiPicture } from './emoji-picture';
import { Moment } from './moment';

/** Draws styled runs of text. */
export function Runs({ runs }: { runs: readonly Inline[] }): ReactElement {
  return (
    <>
      {runs.map((run, at) => (
        <Run key={at} run={run} />
      ))}
    </>
  );
}

function Run({ run }: { run: Inline }): ReactElement {
  switch (run.type) {
    case 'text':
      return <>{run.text}</>;
    case 'break':
      return <br />;
    case 'bold':
      return <b>{<Runs runs={run.children} />}</b>;
    case 'italic':
      return <i>{<Runs runs={run.children} />}</i>;
    case 'strike':
      return <s>{<Runs runs={run.children} />}</s>;
    case 'code':
      return <code>{run.text}</code>;
    case 'link':
      return <Link url={run.url} text={run.text} />;
    case 'emoji':
      return <EmojiPicture name={run.name} />;
    case 'date':
      return <Moment unix={run.unix} format={run.format} {...(run.link === undefined ? {} : { link: run.link })} />;
    default:
      return <Mention run={run} />;
  }
}

function Link({ url, text }: { url: string; text: string }): ReactElement {
  const inside = useWorkspace().linkInside(url);
  if (inside !== null) return <a href={inside}>{text}</a>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

type MentionRun = Extract<Inline, { type: 'user' | 'channel' | 'broadcast' }>;

function Mention({ run }: { run: MentionRun }): ReactElement {
  const workspace = useWorkspace();
  if (run.type === 'broadcast') return <span className="mention mention-me">@{run.range}</span>;
  if (run.type === 'user') {
    const name = workspace.nameOf(run.id) ?? run.label ?? run.id;
    return <span className={run.id === workspace.me.id ? 'mention mention-me' : 'mention'}>@{name}</span>;
  }
  const channel = workspace.channels.find(({ id }) => id === run.id);
  if (channel === undefined) return <span className="mention">#{run.label ?? run.id}</span>;
  return (
    <a className="mention" href={workspace.linkTo({ kind: 'channel', name: channel.name })}>
      #{channel.name}
    </a>
  );
}
