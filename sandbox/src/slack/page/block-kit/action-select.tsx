import { useEffect, useState, type ReactElement } from 'react';
import { useWorkspace } from '../workspace/workspace';
import { ConfirmDialog } from './confirm-dialog';
import { useSurface } from './interactions';
import { initialOf, optionsOf } from './options';
import type { SelectElement } from '../api/block-kit';
import { SelectMenu } from './select-menu';

/** A select menu in a message: choosing is acting. */
export function ActionSelect({
  element,
  blockId,
}: {
  element: SelectElement;
  blockId: string | undefined;
}): ReactElement {
  const surface = useSurface();
  const workspace = useWorkspace();
  const initial = initialOf(element);
  const [value, setValue] = useState(initial);
  const [asking, setAsking] = useState<string | null>(null);
  useEffect(() => setValue(initial), [initial]);
  const act = (chosen: string): void => {
    setValue(chosen);
    if (blockId !== undefined) surface.fill(blockId, element.action_id, chosen);
    surface.act({ actionId: element.action_id, value: chosen, ...(blockId === undefined ? {} : { blockId }) });
  };
  const placeholder = element.placeholder?.text ?? 'Choose an option';
  return (
    <>
      <SelectMenu
        label={placeholder}
        placeholder={placeholder}
        groups={optionsOf(element, workspace)}
        value={value}
        choose={(chosen) => (element.confirm ? setAsking(chosen) : act(chosen))}
      />
      {element.confirm && (
        <ConfirmDialog
          confirm={element.confirm}
          open={asking !== null}
          close={() => setAsking(null)}
          accept={() => act(asking ?? '')}
        />
      )}
    </>
  );
}
