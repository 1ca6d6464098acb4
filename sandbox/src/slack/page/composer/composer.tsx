import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { Icon } from '../theme/icons';
import { useWorkspace } from '../workspace/workspace';
import './composer.css';
import type { Draft } from './use-draft';
import { isUnfinished } from './suggestions';
import { SuggestionList, optionId } from './suggestion-list';
import { useSuggestions } from './use-suggestions';
import { useRecall } from './use-recall';

interface Props {
  /** The accessible name, which is also the placeholder: "Message #ops". */
  label: string;
  draft: Draft;
  /** Whether slash commands mean something here. In Slack's threads they do not. */
  commands: boolean;
  /** Says that something is on its way; null when nothing is. */
  busy: string | null;
  send: (line: string) => void;
}

/** Where one types. Enter sends, Shift and Enter makes a new line, a slash offers commands, arrow up recalls. */
export function Composer({ label, draft, commands, busy, send }: Props): ReactElement {
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const workspace = useWorkspace();
  const recall = useRecall(draft.set);
  const offer = useSuggestions(draft.line, commands && !recall.recalled(draft.line) ? workspace.commands : null);
  useLayoutEffect(() => fitHeight(field.current), [draft.line]);

  const accept = (insert: string): void => {
    draft.set(insert);
    offer.reset();
    field.current?.focus();
  };
  const submit = (): void => {
    if (draft.line.trim() === '') return;
    recall.remember(draft.line);
    send(draft.line);
    draft.set('');
    offer.reset();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (offer.onKey(event, accept) || recall.onKey(event, draft.line)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    const first = offer.list[0];
    if (first && isUnfinished(draft.line, workspace.commands)) accept(first.insert);
    else submit();
  };

  return (
    <div className="composer">
      {offer.list.length > 0 && <SuggestionList id={listId} list={offer.list} active={offer.active} accept={accept} />}
      <div className="composer-box">
        <textarea
          ref={field}
          rows={1}
          value={draft.line}
          placeholder={label}
          aria-label={label}
          aria-autocomplete={commands ? 'list' : 'none'}
          aria-controls={offer.list.length > 0 ? listId : undefined}
          aria-activedescendant={offer.active === null ? undefined : optionId(listId, offer.active)}
          onChange={(event) => draft.set(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          className="composer-send"
          aria-label="Send"
          disabled={draft.line.trim() === ''}
          onClick={submit}
        >
          <Icon name="send" />
        </button>
      </div>
      <p className="composer-foot">
        <span role="status">{busy}</span>
        <span className="composer-hint">
          <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> starts a new line
        </span>
      </p>
    </div>
  );
}

function fitHeight(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
