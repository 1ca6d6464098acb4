import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { useState, type ReactElement } from 'react';
import { PlainText } from '../mrkdwn/mrkdwn';
import { Icon } from '../theme/icons';
import { ConfirmDialog } from './confirm-dialog';
import { useSurface } from './interactions';
import type { OverflowElement } from '../api/block-kit';

/** The three dots with the lesser actions behind them. */
export function OverflowMenu({
  element,
  blockId,
}: {
  element: OverflowElement;
  blockId: string | undefined;
}): ReactElement {
  const surface = useSurface();
  const [asking, setAsking] = useState<string | null>(null);
  const act = (value: string): void =>
    surface.act({ actionId: element.action_id, value, ...(blockId === undefined ? {} : { blockId }) });
  return (
    <MenuProvider placement="bottom-end">
      <MenuButton className="button button-overflow" aria-label="More actions">
        <Icon name="more" />
      </MenuButton>
      <Menu className="popup" gutter={4} portal unmountOnHide>
        {element.options.map((option) => (
          <MenuItem
            key={option.value}
            className="popup-item"
            onClick={() => (element.confirm ? setAsking(option.value) : act(option.value))}
          >
            <PlainText text={option.text.text} />
          </MenuItem>
        ))}
      </Menu>
      {element.confirm && (
        <ConfirmDialog
          confirm={element.confirm}
          open={asking !== null}
          close={() => setAsking(null)}
          accept={() => act(asking ?? '')}
        />
      )}
    </MenuProvider>
  );
}
