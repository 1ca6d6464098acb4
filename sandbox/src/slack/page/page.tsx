import { Dialog } from '@ariakit/react';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { Screen } from './api/contract';
import type { View } from './api/block-kit';
import { Conversation, focusComposer } from './conversation/conversation';
import { ConversationHead } from './conversation/conversation-head';
import { Modal } from './modal/modal';
import { Sidebar } from './sidebar/sidebar';
import { ThreadPanel } from './thread/thread-panel';
import { useWorkspace } from './workspace/workspace';

interface Props {
  screens: ReadonlyMap<string, Screen>;
  modal: View | null;
  /** Why the conversations could not be read last; null when they could. */
  trouble: string | null;
  live: boolean;
  thread: string | undefined;
  /** The ts of the message that the address of the page means. */
  target: string | undefined;
  go: (hash: string) => void;
  refresh: (address: string | null) => void;
}

const NARROW = window.matchMedia('(max-width: 760px)');

/** The page as it lies there: sidebar, conversation, thread, and a modal on top. */
export function Page({ screens, modal, trouble, live, thread, target, go, refresh }: Props): ReactElement {
  const { linkTo, place, address } = useWorkspace();
  const [drawer, setDrawer] = useState(false);
  const narrow = useNarrow();
  const unread = useMemo(() => new Map([...screens].map(([at, screen]) => [at, screen.unread])), [screens]);
  const screen = screens.get(address) ?? null;
  useTitle(unread);
  const openThread = useCallback((ts: string) => go(linkTo(place, ts)), [go, linkTo, place]);
  const closeThread = (): void => {
    go(linkTo(place));
    focusComposer();
  };
  const sidebar = <Sidebar unread={unread} live={live} chosen={() => setDrawer(false)} />;
  return (
    <div className="page">
      <button type="button" className="button skip" onClick={focusComposer}>
        Skip to the composer
      </button>
      {narrow ? (
        <Dialog
          open={drawer}
          onClose={() => setDrawer(false)}
          className="drawer"
          aria-label="Channels"
          backdrop={<div className="backdrop" />}
        >
          {sidebar}
        </Dialog>
      ) : (
        <div className="page-side">{sidebar}</div>
      )}
      <main className="page-main">
        <div className="conversation">
          <ConversationHead openSidebar={narrow ? () => setDrawer(true) : null} />
          {trouble !== null && (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <Conversation screen={screen} target={target} openThread={openThread} wasRead={refresh} />
        </div>
        {thread !== undefined && screen !== null && (
          <ThreadPanel ts={thread} messages={screen.messages} close={closeThread} />
        )}
      </main>
      {modal !== null && <Modal key={modal.id} view={modal} />}
    </div>
  );
}

function useNarrow(): boolean {
  return useSyncExternalStore(watchNarrow, () => NARROW.matches);
}

function watchNarrow(listener: () => void): () => void {
  NARROW.addEventListener('change', listener);
  return () => NARROW.removeEventListener('change', listener);
}

function useTitle(unread: ReadonlyMap<string, number>): void {
  const { place, botName } = useWorkspace();
  const count = [...unread.values()].reduce((sum, one) => sum + one, 0);
  const name = place.kind === 'direct' ? botName : `#${place.name}`;
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${name} · Sandbox`;
  }, [count, name]);
}
