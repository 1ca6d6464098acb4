import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Icon } from '../theme/icons';
import './toasts.css';

const SHOWN_MS = 7000;

/** A short word in the corner of the page; one with an address leads there. */
export interface Toast {
  title: string;
  text: string;
  href?: string;
  tone: 'ring' | 'trouble';
}

export interface Toasts {
  show: (toast: Toast) => void;
  /** Says what went wrong, in a sentence. */
  complain: (text: string) => void;
}

const ToastContext = createContext<Toasts | null>(null);

/** The corner in which short words appear. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === null) throw new Error('A toast was asked for outside of ToastProvider: wrap the page in it.');
  return toasts;
}

/** Gives the page its corner for toasts, which is read aloud as they come and clears itself. */
export function ToastProvider({ children }: { children: ReactNode }): ReactElement {
  const [shown, setShown] = useState<(Toast & { id: number })[]>([]);
  const serial = useRef(0);
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = (serial.current += 1);
      setShown((all) => [...all.slice(-2), { ...toast, id }]);
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    [dismiss],
  );
  const toasts = useMemo(
    () => ({ show, complain: (text: string) => show({ title: 'That did not work', text, tone: 'trouble' }) }),
    [show],
  );
  return (
    <ToastContext value={toasts}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastCard key={toast.id} toast={toast} dismiss={() => dismiss(toast.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, dismiss }: { toast: Toast; dismiss: () => void }): ReactElement {
  const words = (
    <>
      <b>{toast.title}</b>
      <span>{toast.text}</span>
    </>
  );
  return (
    <div className="toast" data-tone={toast.tone}>
      <Icon name={toast.tone === 'ring' ? 'bell' : 'close'} />
      {toast.href === undefined ? (
        <p>{words}</p>
      ) : (
        <a href={toast.href} onClick={dismiss}>
          {words}
        </a>
      )}
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
