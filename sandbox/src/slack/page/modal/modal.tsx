import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import { useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { api, type ViewValues } from '../api/client';
import { Blocks } from '../block-kit/blocks';
import { SurfaceContext, type Surface } from '../block-kit/interactions';
import type { View } from '../block-kit/schema';
import { Icon } from '../theme/icons';
import { useToasts } from '../toasts/toasts';
import { useWorkspace } from '../workspace/workspace';
import './modal.css';
import { filled, initialValues, missing } from './values';

/** A modal the app has opened for the person at the page. It closes when the app, asked, lets it. */
export function Modal({ view }: { view: View }): ReactElement {
  const { me } = useWorkspace();
  const { complain } = useToasts();
  const values = useRef<ViewValues>(initialValues(view));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [sending, setSending] = useState(false);
  const surface = useSurfaceOf(values, errors, complain);

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
      const answer = await api.submit({ user: me.name, view_id: view.id, values: filled(values.current) });
      setErrors(answer.errors ?? {});
      if (answer.outcome !== 'acked') complain('The app did not answer in time. Nothing was lost: try it again.');
    } catch (error) {
      complain((error as Error).message);
    } finally {
      setSending(false);
    }
  };

  return (
    <Dialog open onClose={close} className="dialog" backdrop={<div className="backdrop" />} unmountOnHide>
      <form className="modal" noValidate onSubmit={(event) => void submit(event)}>
        <header className="modal-head">
          <DialogHeading className="modal-title">{view.title.text}</DialogHeading>
          <DialogDismiss className="icon-button" aria-label="Close">
            <Icon name="close" />
          </DialogDismiss>
        </header>
        <div className="dialog-body">
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

function useSurfaceOf(
  values: { current: ViewValues },
  errors: Record<string, string>,
  complain: (text: string) => void,
): Surface {
  return useMemo(
    () => ({
      act: () => complain('Buttons inside of a modal are not passed on by this sandbox. Slack itself would.'),
      pending: null,
      fill: (blockId, actionId, value) => {
        values.current = { ...values.current, [blockId]: { ...values.current[blockId], [actionId]: value } };
      },
      errorOf: (blockId) => errors[blockId],
    }),
    [values, errors, complain],
  );
}
