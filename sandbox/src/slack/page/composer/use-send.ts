import { useCallback, useState } from 'react';
import { api } from '../api/client';
import { useToasts } from '../toasts/toasts';
import { useWorkspace } from '../workspace/workspace';
import { readTyped, type Typed } from './typed';

/** Sending what was typed. */
export interface Sending {
  /** What is on its way, in words; null when nothing is. */
  busy: string | null;
  send: (line: string) => void;
}

/**
 * Sends lines to the conversation that is open, or into its thread. A line that could not be sent is put back.
 * @param thread the ts of the thread's first message; undefined for the conversation itself.
 */
export function useSend(putBack: (line: string) => void, thread?: string): Sending {
  const { me, address } = useWorkspace();
  const { complain } = useToasts();
  const [busy, setBusy] = useState<string | null>(null);
  const send = useCallback(
    (line: string) => {
      const typed = readTyped(line);
      if (typed.kind === 'nothing') return;
      if (typed.kind === 'command' && thread !== undefined) {
        complain(
          'Slash commands do not work in threads, here as in Slack. Type it in the channel, or mention the bot.',
        );
        putBack(line);
        return;
      }
      setBusy(typed.kind === 'command' ? `Running ${typed.command} ${typed.text}…` : 'Sending…');
      deliver(typed, { user: me.name, channel: address, ...(thread === undefined ? {} : { thread_ts: thread }) })
        .catch((error: Error) => {
          complain(error.message);
          putBack(line);
        })
        .finally(() => setBusy(null));
    },
    [me.name, address, thread, complain, putBack],
  );
  return { busy, send };
}

interface Where {
  user: string;
  channel: string;
  thread_ts?: string;
}

async function deliver(typed: Exclude<Typed, { kind: 'nothing' }>, where: Where): Promise<void> {
  if (typed.kind === 'message') await api.message({ ...where, text: typed.text });
  else await api.command({ user: where.user, channel: where.channel, command: typed.command, text: typed.text });
}
