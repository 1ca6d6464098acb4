import type { ReactElement } from 'react';
import { ActionButton } from './action-button';
import { ActionSelect } from './action-select';
import { ChoiceField } from './choice-field';
import { OverflowMenu } from './overflow-menu';
import type { Element } from '../api/block-kit';
import { Text } from './text';
import { ValueField } from './value-field';

/** Draws an element that stands in an actions block or beside a section. */
export function ElementView({ element, blockId }: { element: Element; blockId: string | undefined }): ReactElement {
  switch (element.type) {
    case 'button':
      return <ActionButton element={element} blockId={blockId} />;
    case 'overflow':
      return <OverflowMenu element={element} blockId={blockId} />;
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <ActionSelect element={element} blockId={blockId} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <ChoiceField element={element} blockId={blockId} label="Options" />;
    case 'image':
      return <img src={element.image_url} alt={element.alt_text} />;
    case 'plain_text':
    case 'mrkdwn':
      return <Text text={element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'datepicker':
    case 'timepicker':
      return <ValueField element={element} blockId={blockId} label={element.placeholder?.text ?? 'Value'} />;
    default:
      return (
        <span className="block-undrawn">
          An element of type “{(element as { type: string }).type}”, not drawn here.
        </span>
      );
  }
}
