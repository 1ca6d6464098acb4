import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import type { ReactElement } from 'react';
import type { ConfirmObject } from '../api/block-kit';
import { Text } from './text';

interface Props {
  confirm: ConfirmObject;
  open: boolean;
  close: () => void;
  accept: () => void;
}

/** The question the app wants answered before a press counts. */
export function ConfirmDialog({ confirm, open, close, accept }: Props): ReactElement {
  const answer = (): void => {
    close();
    accept();
  };
  return (
    <Dialog open={open} onClose={close} className="dialog dialog-small" backdrop={<div className="backdrop" />}>
      <DialogHeading className="dialog-heading">{confirm.title.text}</DialogHeading>
      <div className="dialog-body">
        <Text text={confirm.text} />
      </div>
      <div className="dialog-foot">
        <DialogDismiss className="button">{confirm.deny.text}</DialogDismiss>
        <button type="button" className="button" data-style={confirm.style ?? 'primary'} onClick={answer}>
          {confirm.confirm.text}
        </button>
      </div>
    </Dialog>
  );
}
