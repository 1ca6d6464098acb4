import { useMemo } from 'react';
import type { Message } from '../api/contract';
import type { Surface } from '../block-kit/interactions';
import { usePress } from '../block-kit/use-press';
import { useWorkspace } from '../workspace/workspace';

/** A message as a surface for blocks: presses go to the app, inputs have nothing to be submitted with. */
export function useMessageSurface({ ts }: Message): Surface {
  const { address } = useWorkspace();
  const { act, pending } = usePress({ channel: address, ts });
  return useMemo(() => ({ act, pending, fill: () => undefined, errorOf: () => undefined }), [act, pending]);
}
