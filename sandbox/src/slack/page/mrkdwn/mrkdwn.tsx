import { useMemo, type ReactElement } from 'react';
import './mrkdwn.css';
import { readPlain } from './inline';
import { readMrkdwn } from './passages';
import { Runs } from './runs';

/** Draws a text in Slack's mrkdwn. Nothing of it can become markup of this page: it is read into a tree of its own. */
export function Mrkdwn({ text }: { text: string }): ReactElement {
  const passages = useMemo(() => readMrkdwn(text), [text]);
  return (
    <div className="mrkdwn">
      {passages.map((passage, at) => {
        if (passage.type === 'pre') return <pre key={at}>{passage.text}</pre>;
        if (passage.type === 'quote') {
          return (
            <blockquote key={at}>
              <Runs runs={passage.children} />
            </blockquote>
          );
        }
        return (
          <p key={at}>
            <Runs runs={passage.children} />
          </p>
        );
      })}
    </div>
  );
}

/** Draws plain text, with its line breaks and, unless told otherwise, its emoji. */
export function PlainText({ text, emoji = true }: { text: string; emoji?: boolean }): ReactElement {
  return <Runs runs={readPlain(text, emoji)} />;
}
