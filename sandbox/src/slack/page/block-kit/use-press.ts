import { useCallback, useState } from 'react';
import { api } from '../api/client';
import { useToasts } from '../toasts/toasts';
import { useWorkspace } from '../workspace/workspace';
import { keyOf, type Interaction } from './interactions';

/** Where an element is pressed: in a message, or in a view that is open. */
export type Pressed = { channel: string; ts: string } | { view_id: string };

/** Sends interactions to the app, and knows which one is not answered yet. */
export interface Press {
  act: (interaction: Interaction) => void;
  pending: string | null;
}

/** Passes presses on to the app, and says so in a toast when one came to nothing. */
export function usePress(where: Pressed): Press {
  const { me } = useWorkspace();
  const { complain } = useToasts();
  const [pending, setPending] = useState<string | null>(null);
  const place = JSON.stringify(where);
  const send = useCallback(
    async ({ actionId, value }: Interaction): Promise<void> => {
      const chosen = value === undefined ? {} : { value };
      try {
        const click = { user: me.name, action_id: actionId, ...chosen, ...(JSON.parse(place) as Pressed) };
        const { outcome } = await api.click(click);
        if (outcome !== 'acked') complain(`The app did not answer that press (${outcome}). Try it again.`);
      } catch (error) {
        complain((error as Error).message);
      } finally {
        setPending(null);
      }
    },
    [me.name, place, complain],
  );
  const act = useCallback(
    (interaction: Interaction) => {
      setPending(keyOf(interaction));
      void send(interaction);
    },
    [send],
  );
  return { act, pending };
}
