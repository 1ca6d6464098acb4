import type { Button } from '@slack/types';
import { rangeBasis, rangeWords } from '../../domain/scaling/scaling.service';
import { isServiceStep } from '../../domain/services/next-step.types';
import type { ServiceStep } from '../../domain/services/next-step.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { NextStep } from '../../kernel/user-error';
import { canBeOffered, runButton } from './buttons';
import { changeButton } from './change-button';
import { command } from './commands';
import type { Command, TypedWords } from './commands';

/** A next step that chat itself offers: a command, under its own name. */
export interface OfferedCommand extends NextStep {
  do: 'command';
  label: string;
  command: Command | TypedWords;
}

/** Offers a command as the next step of an error. */
export function offer(label: string, offered: Command | TypedWords): OfferedCommand {
  return { do: 'command', label, command: offered };
}

/** The buttons of an error's next steps. A step that nobody can write as a command, or that is too long, has none. */
export function stepButtons(steps: readonly NextStep[]): Button[] {
  return steps.flatMap((step) => {
    if (isServiceStep(step) && step.do === 'set-range') return [rangeButton(step)];
    const offered = offeredBy(step);
    return offered && canBeOffered(offered.command) ? [runButton(offered.label, offered.command)] : [];
  });
}

function offeredBy(step: NextStep): OfferedCommand | undefined {
  if (isServiceStep(step)) return step.do === 'set-range' ? undefined : ofService(step);
  return step.do === 'command' && 'command' in step ? (step as OfferedCommand) : undefined;
}

function rangeButton({ ref, range, from, label }: Extract<ServiceStep, { do: 'set-range' }>): Button {
  const change = { kind: 'range', ref, wish: { range }, basis: rangeBasis(from) } as const;
  return changeButton(label ?? `Set range to ${rangeWords(range)}`, change, { style: 'primary' });
}

function ofService(step: Exclude<ServiceStep, { do: 'set-range' }>): OfferedCommand {
  const { label } = step;
  switch (step.do) {
    case 'list-services':
      return offer(label ?? 'All services', command('status', {}));
    case 'look':
      return offer(label ?? 'Status', command('status', { service: step.ref }));
    case 'set-image':
    default: {
      const { ref: service, image, container } = step;
      const named = container === undefined ? {} : { container };
      return image === undefined
        ? offer(label ?? `Deploy ${serviceWords(service)}…`, command('deploy', { service, ...named }))
        : offer(label ?? `${serviceWords(service)}: ${image}`, command('image', { service, image, ...named }));
    }
  }
}
