import { useCallback, useState } from 'react';

const drafts = new Map<string, string>();

/** A line that is being typed. */
export interface Draft {
  line: string;
  set: (line: string) => void;
}

/**
 * The unsent line of one conversation or thread; it is there again when one comes back.
 * @param key names the conversation and, in a thread, the thread.
 */
export function useDraft(key: string): Draft {
  const [, redraw] = useState(0);
  const set = useCallback(
    (line: string) => {
      drafts.set(key, line);
      redraw((count) => count + 1);
    },
    [key],
  );
  return { line: drafts.get(key) ?? '', set };
}
