import { useState, type KeyboardEvent } from 'react';
import { Recall } from './recall';

const recall = new Recall();

/** Walking through what was typed before, with the arrow keys. */
export interface Recalling {
  remember: (line: string) => void;
  /** Whether the line stands there because it was recalled. */
  recalled: (line: string) => boolean;
  /** @returns whether the key was used up. */
  onKey: (event: KeyboardEvent, line: string) => boolean;
}

/** Puts earlier lines into the composer by `put`. */
export function useRecall(put: (line: string) => void): Recalling {
  const [shown, setShown] = useState<string | null>(null);
  return {
    remember: (line) => {
      recall.remember(line);
      setShown(null);
    },
    recalled: (line) => line !== '' && line === shown,
    onKey: (event, line) => {
      const arrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      if (!arrow || event.shiftKey || !(line === '' || line === shown)) return false;
      const found = event.key === 'ArrowUp' ? recall.older() : recall.newer();
      if (found === null) return false;
      event.preventDefault();
      setShown(found);
      put(found);
      return true;
    },
  };
}
