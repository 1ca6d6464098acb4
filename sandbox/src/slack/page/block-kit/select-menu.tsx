import { Select, SelectGroup, SelectGroupLabel, SelectItem, SelectPopover, SelectProvider } from '@ariakit/react';
import type { ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { Icon } from '../theme/icons';
import type { OptionGroup } from './options';

interface Props {
  label: string;
  placeholder: string;
  groups: OptionGroup[];
  value: string;
  invalid?: boolean;
  choose: (value: string) => void;
}

/** A menu to choose one option from; closed it shows the choice, or what to choose. */
export function SelectMenu({ label, placeholder, groups, value, invalid = false, choose }: Props): ReactElement {
  const chosen = groups.flatMap(({ options }) => options).find((option) => option.value === value);
  return (
    <SelectProvider value={value} setValue={choose} placement="bottom-start">
      <Select className="button button-select" aria-label={label} aria-invalid={invalid}>
        <span className={chosen ? undefined : 'placeholder'}>
          <PlainText text={chosen?.text.text ?? placeholder} />
        </span>
        <Icon name="chevron" />
      </Select>
      <SelectPopover className="popup" gutter={4} sameWidth portal unmountOnHide>
        {groups.map((group, at) => (
          <SelectGroup key={at}>
            {group.heading !== null && <SelectGroupLabel className="popup-heading">{group.heading}</SelectGroupLabel>}
            {group.options.map((option) => (
              <SelectItem key={option.value} value={option.value} className="popup-item">
                <span>
                  <PlainText text={option.text.text} />
                  {option.description && <small>{option.description.text}</small>}
                </span>
              </SelectItem>
            ))}
          </SelectGroup>
        ))}
      </SelectPopover>
    </SelectProvider>
  );
}
