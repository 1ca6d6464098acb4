import { useState, type ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { ConfirmDialog } from './confirm-dialog';
import { keyOf, useSurface, type Interaction } from './interactions';
import type { ButtonElement } from '../api/block-kit';

/** A button of the app: asks first where the app wants that, and shows that it is on its way until it is answered. */
export function ActionButton({
  element,
  blockId,
}: {
  element: ButtonElement;
  blockId: string | undefined;
}): ReactElement {
  const surface = useSurface();
  const [asking, setAsking] = useState(false);
  const interaction: Interaction = {
    actionId: element.action_id,
    ...(blockId === undefined ? {} : { blockId }),
    ...(element.value === undefined ? {} : { value: element.value }),
  };
  const pending = surface.pending === keyOf(interaction);
  const press = (): void => {
    if (surface.pending !== null) return;
    if (element.confirm) setAsking(true);
    else surface.act(interaction);
  };
  return (
    <>
      <PressableLook element={element} pending={pending} press={press} />
      {element.confirm && (
        <ConfirmDialog
          confirm={element.confirm}
          open={asking}
          close={() => setAsking(false)}
          accept={() => surface.act(interaction)}
        />
      )}
    </>
  );
}

interface Look {
  element: ButtonElement;
  pending: boolean;
  press: () => void;
}

function PressableLook({ element, pending, press }: Look): ReactElement {
  const label = <PlainText text={element.text.text} />;
  const name = element.accessibility_label === undefined ? {} : { 'aria-label': element.accessibility_label };
  // A button with an address opens it, and still tells the app: https://docs.slack.dev/reference/block-kit/block-elements/button-element
  if (element.url !== undefined) {
    return (
      <a
        className="button"
        data-style={element.style}
        href={element.url}
        target="_blank"
        rel="noopener noreferrer"
        onClick={press}
        {...name}
      >
        {label}
      </a>
    );
  }
  return (
    <button
      type="button"
      className="button"
      data-style={element.style}
      aria-busy={pending}
      aria-disabled={pending}
      onClick={press}
      {...name}
    >
      {label}
    </button>
  );
}
