import { useState, type ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { useSurface } from './interactions';
import type { ChoiceElement } from '../api/block-kit';

interface Props {
  element: ChoiceElement;
  blockId: string | undefined;
  label: string;
}

/** Radio buttons, of which one, or checkboxes, of which any number may be chosen. */
export function ChoiceField({ element, blockId, label }: Props): ReactElement {
  const surface = useSurface();
  const single = element.type === 'radio_buttons';
  const first = element.initial_option ? [element.initial_option] : (element.initial_options ?? []);
  const [chosen, setChosen] = useState(first.map(({ value }) => value));
  const toggle = (value: string): void => {
    const others = chosen.filter((one) => one !== value);
    const next = single ? [value] : others.length < chosen.length ? others : [...chosen, value];
    setChosen(next);
    surface.fill(blockId ?? '', element.action_id, single ? value : next);
  };
  return (
    <fieldset className="choices">
      <legend className="hidden">{label}</legend>
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={`${blockId ?? ''} ${element.action_id}`}
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          <span>
            <PlainText text={option.text.text} />
            {option.description && <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
