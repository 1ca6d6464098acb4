import { useId, useState, type ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { useWorkspace } from '../workspace/workspace';
import { ChoiceField } from './choice-field';
import { ElementView } from './element';
import { useSurface } from './interactions';
import { initialOf, optionsOf } from './options';
import type { Block, SelectElement } from '../api/block-kit';
import { SelectMenu } from './select-menu';
import { ValueField } from './value-field';

type Input = Extract<Block, { type: 'input' }>;

/** An input of a modal: its label, the field, a hint, and what the app found wrong with it. */
export function InputBlock({ block }: { block: Input }): ReactElement {
  const id = useId();
  const error = useSurface().errorOf(block.block_id ?? '');
  return (
    <div className="input-block">
      <div className="input-label">
        <PlainText text={block.label.text} />
        {block.optional && <span className="muted"> (optional)</span>}
      </div>
      <InputField block={block} describedBy={id} invalid={error !== undefined} />
      <div id={id}>
        {error !== undefined && (
          <p className="input-error" role="alert">
            {error}
          </p>
        )}
        {block.hint && <p className="input-hint">{block.hint.text}</p>}
      </div>
    </div>
  );
}

interface FieldProps {
  block: Input;
  describedBy: string;
  invalid: boolean;
}

function InputField({ block, describedBy, invalid }: FieldProps): ReactElement {
  const { element, block_id: blockId } = block;
  const label = block.label.text;
  switch (element.type) {
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <SelectField element={element} blockId={blockId ?? ''} label={label} invalid={invalid} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <ChoiceField element={element} blockId={blockId} label={label} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'datepicker':
    case 'timepicker':
      return (
        <ValueField element={element} blockId={blockId} label={label} describedBy={describedBy} invalid={invalid} />
      );
    default:
      return <ElementView element={element} blockId={blockId} />;
  }
}

interface SelectProps {
  element: SelectElement;
  blockId: string;
  label: string;
  invalid: boolean;
}

function SelectField({ element, blockId, label, invalid }: SelectProps): ReactElement {
  const surface = useSurface();
  const groups = optionsOf(element, useWorkspace());
  const [value, setValue] = useState(initialOf(element));
  return (
    <SelectMenu
      label={label}
      placeholder={element.placeholder?.text ?? 'Choose an option'}
      groups={groups}
      value={value}
      invalid={invalid}
      choose={(chosen) => {
        setValue(chosen);
        surface.fill(blockId, element.action_id, chosen);
      }}
    />
  );
}
