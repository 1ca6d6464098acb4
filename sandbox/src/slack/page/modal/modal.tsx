import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import { useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { api, type ViewValues } from '../api/client';
import { Blocks } from '../block-kit/blocks';
import { SurfaceContext, type Surface } from '../block-kit/interactions';
import { usePress } from '../block-kit/use-press';
import type { View } from '../api/block-kit';
import { Icon } from '../theme/icons';
import { useToasts } from '../toasts/toasts';
import { useWorkspace } from '../workspace/workspace';
import './modal.css';
import { initialValues, missing } from './values';

/** A modal the app has opened for the person at the page. It closes when the app, asked, lets it. */
export function Modal({ view }: { view: View }): ReactElement {
  const { me } = useWorkspace();
  const { complain } = useToasts();
  const values = useRef<ViewValues>(initialValues(view));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const surface = useSurfaceOf(view.id, values, errors);

  const close = (): void => {
    api.close({ user: me.name, view_id: view.id }).catch((error: Error) => complain(error.message));
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const lacking = missing(view, values.current);
    setErrors(lacking);
    if (Object.keys(lacking).length > 0 || sending) return;
    setSending(true);
    try {
      const answer = await api.submit({ user: me.name, view_id: view.id, values: values.current });
      setErrors(answer.errors ?? {});
      if (answer.outcome !== 'acked' && answer.outcome !== 'not_sent')
        complain('The app did not answer in time. Nothing was lost: try it again.');
    } catch (error) {
      complain((error as Error).message);
    } finally {
      setSending(false);
    }
  };

  return (
    <Dialog
      open
      onClose={close}
      hideOnInteractOutside={false}
      className="dialog"
      backdrop={<div className="backdrop" />}
      unmountOnHide
    >
      <form className="modal" noValidate onSubmit={(event) => void submit(event)}>
        <header className="modal-head">
          <DialogHeading className="modal-title">{view.title.text}</DialogHeading>
          <DialogDismiss className="icon-button" aria-label="Close">
            <Icon name="close" />
          </DialogDismiss>
        </header>
        <div className="dialog-body">
          {errors['view'] !== undefined && (
            <p className="input-error" role="alert">
              {errors['view']}
            </p>
          )}
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        </div>
        <footer className="dialog-foot">
          <DialogDismiss className="button">{view.close?.text ?? (view.submit ? 'Cancel' : 'Close')}</DialogDismiss>
          {view.submit && (
            <button type="submit" className="button" data-style="primary" aria-busy={sending} aria-disabled={sending}>
              {view.submit.text}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

function useSurfaceOf(viewId: string, values: { current: ViewValues }, errors: Record<string, string>): Surface {
  const { act, pending } = usePress({ view_id: viewId });
  return useMemo(
    () => ({
      act,
      pending,
      fill: (blockId, actionId, value) => {
        values.current = { ...values.current, [blockId]: { ...values.current[blockId], [actionId]: value } };
      },
      errorOf: (blockId) => errors[blockId],
    }),
    [act, pending, values, errors],
  );
}
