import type { ReactElement } from 'react';
import { Mrkdwn, PlainText } from '../mrkdwn/mrkdwn';
import type { TextObject } from '../api/block-kit';

/** Draws a text object: mrkdwn with its styles, plain text without. */
export function Text({ text }: { text: TextObject }): ReactElement {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} />;
  return <PlainText text={text.text} emoji={text.emoji ?? true} />;
}
