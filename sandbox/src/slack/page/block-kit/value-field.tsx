import { useState, type ReactElement } from 'react';
import { useSurface } from './interactions';
import type { FieldElement } from '../api/block-kit';

const KINDS: Record<FieldElement['type'], string> = {
  plain_text_input: 'text',
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
};

interface Props {
  element: FieldElement;
  blockId: string | undefined;
  label: string;
  /** Ids of what describes the field: its hint and its error. */
  describedBy?: string;
  invalid?: boolean;
}

/** A field to type into: one line or several, a number, a date. */
export function ValueField({ element, blockId, label, describedBy, invalid = false }: Props): ReactElement {
  const surface = useSurface();
  const [value, setValue] = useState(startOf(element));
  const shared = {
    className: 'field',
    value,
    placeholder: element.placeholder?.text,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    minLength: element.min_length,
    maxLength: element.max_length,
    onChange: (event: { target: { value: string } }) => {
      setValue(event.target.value);
      surface.fill(blockId ?? '', element.action_id, event.target.value);
    },
  };
  if (element.multiline) return <textarea rows={4} {...shared} />;
  return <input type={KINDS[element.type]} {...shared} />;
}

function startOf(element: FieldElement): string {
  return element.initial_value ?? element.initial_date ?? element.initial_time ?? '';
}
