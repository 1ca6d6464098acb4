import { useCallback, useEffect, useMemo, useRef, type ReactElement } from 'react';
import './app.css';
import './theme/popup.css';
import type { Directory } from './api/contract';
import { Page } from './page';
import { readPermalink } from './route/permalink';
import { writeRoute } from './route/route';
import { useHash } from './route/use-route';
import type { Arrival } from './screens/screen-store';
import { isInSight, toastFor } from './toasts/ring';
import { ToastProvider, useToasts } from './toasts/toasts';
import { useDirectory } from './workspace/use-directory';
import { useScreens } from './workspace/use-screens';
import { settledRoute, useWorkspaceState } from './workspace/use-workspace-state';
import { WorkspaceContext } from './workspace/workspace';

/** The page from the first moment on: waiting for the sandbox, then the workspace. */
export function App(): ReactElement {
  const { directory, problem } = useDirectory();
  if (directory === null) {
    return (
      <main className="waiting" aria-busy="true">
        <p role="status">{problem ?? 'Opening the sandbox…'}</p>
      </main>
    );
  }
  return (
    <ToastProvider>
      <Seat directory={directory} />
    </ToastProvider>
  );
}

/** The seat of one person at the page. */
function Seat({ directory }: { directory: Directory }): ReactElement {
  const [hash, go] = useHash();
  const route = useMemo(() => settledRoute(hash, directory), [hash, directory]);
  usePermalink(directory);
  const ring = useRing(directory, route.person);
  const { screens, live, refresh } = useScreens(directory, route.person, ring);
  const byAddress = useMemo(
    () => (screens.person === route.person ? screens.byAddress : new Map<string, never>()),
    [screens, route.person],
  );
  const workspace = useWorkspaceState(directory, route, byAddress);
  const modal = screens.person === route.person ? screens.modal : null;
  return (
    <WorkspaceContext value={workspace}>
      <Page
        screens={byAddress}
        modal={modal}
        trouble={screens.problem}
        live={live}
        thread={route.thread}
        target={route.message}
        go={go}
        refresh={refresh}
      />
    </WorkspaceContext>
  );
}

// Whoever opens the address of a message lands on it; from then on the hash is what counts.
function usePermalink(directory: Directory): void {
  useEffect(() => {
    const found = readPermalink(new URL(window.location.href), directory.channels);
    if (found === null) return;
    window.history.replaceState(null, '', '/');
    window.location.hash = writeRoute(found);
  }, [directory]);
}

function useRing(directory: Directory, person: string): (arrival: Arrival) => void {
  const { show } = useToasts();
  const present = useRef(person);
  present.current = person;
  return useCallback(
    (arrival: Arrival) => {
      const me = directory.people.find(({ name }) => name === present.current);
      if (me === undefined || isInSight(arrival, window.location.hash, directory.channels)) return;
      show(toastFor(arrival, me));
    },
    [directory, show],
  );
}
