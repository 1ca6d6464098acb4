import { useSyncExternalStore, type ReactElement } from 'react';
import { formatSlackDate, fullDate } from './slack-date';

/** Shorter than what counts as "just now": what has happened meanwhile must not read as if it were still to come. */
const TICK_MS = 5_000;
let now = Date.now();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (ticking === undefined) {
    now = Date.now();
    ticking = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The time, in milliseconds since 1970, renewed every five seconds, so that "3 min ago" does not grow stale. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** A moment in the reader's own time, as Slack's date format asks; the absolute one shows on hover. */
export function Moment({ unix, format, link }: { unix: number; format: string; link?: string }): ReactElement {
  const shown = formatSlackDate(unix, format, useNow());
  const time = (
    <time className="moment" dateTime={new Date(unix * 1000).toISOString()} title={fullDate(unix * 1000)}>
      {shown}
    </time>
  );
  if (link === undefined) return time;
  return (
    <a href={link} target="_blank" rel="noopener noreferrer">
      {time}
    </a>
  );
}
