import type { ReactElement } from 'react';
import type { Suggestion } from './suggestions';

interface Props {
  id: string;
  list: readonly Suggestion[];
  active: number | null;
  accept: (insert: string) => void;
}

/** The id of an option, by which the composer says which one is marked. */
export function optionId(listId: string, at: number): string {
  return `${listId}-${at}`;
}

/** The commands on offer. The caret stays in the composer; a press takes one without moving it. */
export function SuggestionList({ id, list, active, accept }: Props): ReactElement {
  return (
    <ul className="suggestions" id={id} role="listbox" aria-label="Commands">
      {list.map((suggestion, at) => (
        <li
          key={suggestion.insert}
          id={optionId(id, at)}
          role="option"
          aria-selected={at === active}
          className="suggestion"
          onMouseDown={(event) => {
            event.preventDefault();
            accept(suggestion.insert);
          }}
        >
          <b>{suggestion.title}</b>
          <span>{suggestion.detail}</span>
        </li>
      ))}
    </ul>
  );
}
