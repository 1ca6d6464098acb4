import { createContext, useContext } from 'react';

/** A press on an element, or the choice of one of its options. */
export interface Interaction {
  actionId: string;
  blockId?: string;
  value?: string;
}

/** What the surface a block lies on, a message or a modal, does with interactions and inputs. */
export interface Surface {
  /** Sends an interaction to the app. */
  act: (interaction: Interaction) => void;
  /** The {@link keyOf} of what was sent and is not answered yet; null when nothing is. */
  pending: string | null;
  /** Keeps the value of an input until the modal is submitted. */
  fill: (blockId: string, actionId: string, value: unknown) => void;
  /** What is wrong with the input of a block, as the app said. */
  errorOf: (blockId: string) => string | undefined;
}

export const SurfaceContext = createContext<Surface>({
  act: () => undefined,
  pending: null,
  fill: () => undefined,
  errorOf: () => undefined,
});

/** The surface this block lies on. */
export function useSurface(): Surface {
  return useContext(SurfaceContext);
}

/** Tells the elements of one surface apart: the same action may stand there twice with two values. */
export function keyOf({ actionId, blockId = '', value = '' }: Interaction): string {
  return JSON.stringify([blockId, actionId, value]);
}
