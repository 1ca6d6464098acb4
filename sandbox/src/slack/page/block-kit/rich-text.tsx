import type { ReactElement } from 'react';
import { isSafeLink } from '../mrkdwn/angle';
import type { Inline } from '../mrkdwn/ast';
import { readPlain } from '../mrkdwn/inline';
import { Runs } from '../mrkdwn/runs';
import type { RichElement } from '../api/block-kit';

/** Draws the elements of a `rich_text` block: sections, lists, quotations and preformatted text. */
export function RichText({ elements }: { elements: readonly RichElement[] }): ReactElement {
  return (
    <div className="mrkdwn">
      {elements.map((element, at) => (
        <RichPassage key={at} element={element} />
      ))}
    </div>
  );
}

function RichPassage({ element }: { element: RichElement }): ReactElement {
  const inner = element.elements ?? [];
  if (element.type === 'rich_text_preformatted')
    return <pre>{inner.map(({ text = '', url = '' }) => text || url).join('')}</pre>;
  if (element.type === 'rich_text_list') {
    const List = element.style === 'ordered' ? 'ol' : 'ul';
    return (
      <List style={{ marginInlineStart: 24 * (element.indent ?? 0) }}>
        {inner.map((item, at) => (
          <li key={at}>
            <Runs runs={(item.elements ?? []).flatMap(runsOf)} />
          </li>
        ))}
      </List>
    );
  }
  const Passage = element.type === 'rich_text_quote' ? 'blockquote' : 'p';
  return (
    <Passage>
      <Runs runs={inner.flatMap(runsOf)} />
    </Passage>
  );
}

function runsOf(element: RichElement): Inline[] {
  const style = typeof element.style === 'object' ? element.style : {};
  if (style.code && element.type === 'text') return [{ type: 'code', text: element.text ?? '' }];
  let runs = plainRuns(element);
  if (style.bold) runs = [{ type: 'bold', children: runs }];
  if (style.italic) runs = [{ type: 'italic', children: runs }];
  if (style.strike) runs = [{ type: 'strike', children: runs }];
  return runs;
}

function plainRuns(element: RichElement): Inline[] {
  const { text = '', url = '' } = element;
  if (element.type === 'link' && isSafeLink(url)) return [{ type: 'link', url, text: text || url }];
  if (element.type === 'user') return [{ type: 'user', id: element.user_id ?? '' }];
  if (element.type === 'channel') return [{ type: 'channel', id: element.channel_id ?? '' }];
  if (element.type === 'broadcast') return [{ type: 'broadcast', range: element.range ?? 'here' }];
  if (element.type === 'emoji') return readPlain(`:${element.name ?? ''}:`, true);
  if (element.type === 'date') {
    const { timestamp: unix = 0, format = '{date_short} {time}', fallback = '' } = element;
    return [{ type: 'date', unix, format, fallback }];
  }
  return readPlain(text || url, true);
}
