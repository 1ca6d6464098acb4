import { useMemo, useState, type KeyboardEvent } from 'react';
import type { CommandHint } from '../api/contract';
import { suggest, type Suggestion } from './suggestions';

const NONE: Suggestion[] = [];

/** The list of commands above the composer. */
export interface Suggestions {
  list: Suggestion[];
  /** The index of the marked one; null while none is. */
  active: number | null;
  /** @returns whether the key was used up. */
  onKey: (event: KeyboardEvent, accept: (insert: string) => void) => boolean;
  /** Shows the list again for the next line. */
  reset: () => void;
}

/**
 * Offers commands for a line. Arrow keys mark one, Enter or Tab takes it, Escape puts the list away until the line
 * changes. While none is marked Enter is left to the composer.
 * @param commands null where commands mean nothing.
 */
export function useSuggestions(line: string, commands: readonly CommandHint[] | null): Suggestions {
  const [marked, setMarked] = useState<{ line: string; at: number | null }>({ line: '', at: null });
  const [putAway, setPutAway] = useState<string | null>(null);
  const all = useMemo(() => (commands === null ? NONE : suggest(line, commands)), [line, commands]);
  const list = putAway === line ? NONE : all;
  const active = marked.line === line && marked.at !== null && marked.at < list.length ? marked.at : null;

  const onKey = (event: KeyboardEvent, accept: (insert: string) => void): boolean => {
    if (list.length === 0 || event.shiftKey) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const taken = list[active ?? 0];
    if (step !== 0) setMarked({ line, at: stepped(active, step, list.length) });
    else if (event.key === 'Escape') setPutAway(line);
    else if (taken && (event.key === 'Tab' || (event.key === 'Enter' && active !== null))) accept(taken.insert);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { list, active, onKey, reset: () => setPutAway(null) };
}

function stepped(active: number | null, step: number, length: number): number {
  if (active === null) return step > 0 ? 0 : length - 1;
  return (active + step + length) % length;
}
