import type { Button } from '../../chat/words/buttons';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import type { DesiredPlan, ScalingState, TaskRange } from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { rangeWords, setButton } from './scale.view';

/** What a guess at a service's name may have meant: in full, with the button that does it. */
export interface Offer {
  state: ScalingState;
  label: string;
  button: Button;
}

/** What only has to be agreed to is done by the button; what needs more questions is asked as the full command. */
export function desiredOffer({ state, from, to, decision }: DesiredPlan): Offer {
  const words = serviceWords(state.ref);
  const label = `${from} → ${to}`;
  const title = `${words}: ${label}`;
  const button =
    decision === 'apply'
      ? setButton(state.ref, to, from, title)
      : runButton(title, command('scale', { service: state.ref, tasks: to }));
  return { state, label, button };
}

export function rangeOffer(state: ScalingState, range: TaskRange): Offer {
  const words = serviceWords(state.ref);
  const label = `range ${state.range ? `${rangeWords(state.range)} → ` : ''}${rangeWords(range)}`;
  return {
    state,
    label,
    button: runButton(`${words}: ${label}`, command('scale', { service: state.ref, tasks: range })),
  };
}
