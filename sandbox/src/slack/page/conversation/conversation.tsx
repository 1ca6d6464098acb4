import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { api } from '../api/client';
import type { Message, Screen } from '../api/contract';
import { Composer } from '../composer/composer';
import { useDraft } from '../composer/use-draft';
import { useSend } from '../composer/use-send';
import { EmptyChannel } from '../messages/empty-channel';
import { MessageList } from '../messages/message-list';
import { useWorkspace } from '../workspace/workspace';

const NOTHING: Message[] = [];

interface Props {
  /** null until the conversation was read for the first time. */
  screen: Screen | null;
  /** The ts of a message to bring into sight. */
  target: string | undefined;
  openThread: (ts: string) => void;
  /** Told after the conversation was marked as read. */
  wasRead: (address: string) => void;
}

/** The messages of the place one is in, and the composer under them. */
export function Conversation({ screen, target, openThread, wasRead }: Props): ReactElement {
  const { place, address, botName } = useWorkspace();
  const draft = useDraft(address);
  const { busy, send } = useSend(draft.set);
  const [sent, setSent] = useState(0);
  const seen = useMarkRead(screen?.unread ?? 0, wasRead);
  const name = place.kind === 'direct' ? botName : `#${place.name}`;
  const sendHere = (line: string): void => {
    setSent((count) => count + 1);
    send(line);
  };
  const tryOut = (line: string): void => {
    draft.set(line);
    focusComposer();
  };
  useEffect(focusComposer, [address]);
  return (
    <>
      <MessageList
        key={address}
        label={`Messages in ${name}`}
        messages={screen?.messages ?? NOTHING}
        empty={screen === null ? null : <EmptyChannel tryOut={tryOut} />}
        target={target}
        sent={sent}
        openThread={openThread}
        seen={seen}
      />
      <div id="composer">
        <Composer label={`Message ${name}`} draft={draft} commands busy={busy} send={sendHere} />
      </div>
    </>
  );
}

/** Puts the caret at the end of the composer's line, except where a touch keyboard would then cover the page. */
export function focusComposer(): void {
  if (window.matchMedia('(pointer: coarse)').matches) return;
  const field = document.querySelector<HTMLTextAreaElement>('#composer textarea');
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

// A conversation is read when its end is in sight on a page that somebody may be looking at.
function useMarkRead(unread: number, wasRead: (address: string) => void): (atEnd: boolean) => void {
  const { me, address } = useWorkspace();
  const [atEnd, setAtEnd] = useState(true);
  const visible = usePageVisible();
  const due = unread > 0 && atEnd && visible;
  useEffect(() => {
    if (!due) return;
    api.read({ user: me.name, channel: address }).then(
      () => wasRead(address),
      () => undefined,
    );
  }, [due, unread, me.name, address, wasRead]);
  return useCallback((now: boolean) => setAtEnd(now), []);
}

function usePageVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
