import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

const NEAR_PX = 48;

/** A list that stays at its end while the reader is there, and stays put while they are not. */
export interface Scroll {
  list: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the newest message is in sight. */
  atEnd: boolean;
  toEnd: () => void;
  /** Brings one message to the middle, and stops following the end. */
  toMessage: (ts: string) => HTMLElement | null;
}

/**
 * Follows the end of a list of messages.
 * @param key names the list; another one starts at its end.
 */
export function useScroll(key: string): Scroll {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, []);
  const toMessage = useCallback((ts: string) => {
    const message = list.current?.querySelector<HTMLElement>(`[data-ts="${CSS.escape(ts)}"]`) ?? null;
    if (message === null) return null;
    following.current = false;
    setAtEnd(false);
    message.scrollIntoView({ block: 'center' });
    return message;
  }, []);
  useLayoutEffect(toEnd, [key, toEnd]);
  useEffect(() => {
    const box = list.current;
    const inner = content.current;
    if (box === null || inner === null) return undefined;
    const look = (): void => {
      following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      setAtEnd(following.current);
    };
    // Whatever makes the content grow, a new message or a picture that arrives late, the end stays in sight.
    const grown = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener('scroll', look, { passive: true });
    grown.observe(inner);
    grown.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      grown.disconnect();
    };
  }, [key]);
  return { list, content, atEnd, toEnd, toMessage };
}
