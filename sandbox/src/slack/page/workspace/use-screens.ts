import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { api } from '../api/client';
import type { Directory } from '../api/contract';
import { follow } from '../api/stream';
import { ScreenStore, type Arrival, type Screens } from '../screens/screen-store';

/** The screens of one person, live. */
export interface LiveScreens {
  screens: Screens;
  /** Whether the line over which changes come is up. */
  live: boolean;
  /** Looks at a conversation again, or, with null, at all of them. */
  refresh: (address: string | null) => void;
}

/** Follows every conversation of `person` and tells `ring` of what Slack would have rung for. */
export function useScreens(directory: Directory, person: string, ring: (arrival: Arrival) => void): LiveScreens {
  const store = useMemo(() => new ScreenStore(api, ring), [ring]);
  const [live, setLive] = useState(true);
  const direct = `@${person}`;
  useEffect(() => {
    store.sitDown(person, [...directory.channels.map(({ name }) => `#${name}`), direct]);
  }, [store, directory, person, direct]);
  useEffect(
    () =>
      follow({
        connected: setLive,
        changed(channelId) {
          const channel = directory.channels.find(({ id }) => id === channelId);
          if (channelId === null) store.changed(null);
          else store.changed(channel === undefined ? direct : `#${channel.name}`);
        },
      }),
    [store, directory, direct],
  );
  const refresh = useCallback((address: string | null) => store.changed(address), [store]);
  return { screens: useSyncExternalStore(store.subscribe, store.snapshot), live, refresh };
}
