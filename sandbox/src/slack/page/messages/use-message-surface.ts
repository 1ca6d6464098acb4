import { useMemo, useState } from 'react';
import { api } from '../api/client';
import type { Message } from '../api/contract';
import { keyOf, type Interaction, type Surface } from '../block-kit/interactions';
import { useToasts } from '../toasts/toasts';
import { useWorkspace } from '../workspace/workspace';

/** Sends what is pressed in a message to the app; one press at a time. */
export function useMessageSurface(message: Message): Surface {
  const { me, address } = useWorkspace();
  const { complain } = useToasts();
  const [pending, setPending] = useState<string | null>(null);
  const { ts } = message;
  return useMemo(() => {
    const send = async ({ actionId, value }: Interaction): Promise<void> => {
      const chosen = value === undefined ? {} : { value };
      try {
        const { outcome } = await api.click({ user: me.name, channel: address, ts, action_id: actionId, ...chosen });
        if (outcome !== 'acked') complain(`The app did not answer that press in time (${outcome}). Try it again.`);
      } catch (error) {
        complain((error as Error).message);
      } finally {
        setPending(null);
      }
    };
    const act = (interaction: Interaction): void => {
      setPending(keyOf(interaction));
      void send(interaction);
    };
    return { act, pending, fill: () => undefined, errorOf: () => undefined };
  }, [me.name, address, ts, pending, complain]);
}
