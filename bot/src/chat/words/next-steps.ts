import type { ActionsBlock, Button, ContextBlock } from '@slack/types';
import { rangeBasis, rangeWords } from '../../domain/scaling/scaling-basis.types';
import { isServiceStep } from '../../domain/services/next-step.types';
import type { ServiceStep } from '../../domain/services/next-step.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { NextStep } from '../../kernel/user-error';
import { actions, context } from './blocks';
import { canBeOffered, canBePicked, MOST_OPTIONS, runButton, runSelect } from './buttons';
import { canBeMade, changeButton } from './change-button';
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

/** More choices than these are a list to pick from. */
export const MOST_BUTTONS = 5;

/** A list of commands to pick one from, and how many more there are than it holds. */
export function pickBlocks(
  choices: readonly { label: string; command: Command | TypedWords }[],
): (ActionsBlock | ContextBlock)[] {
  const listed = choices.filter(({ command: given }) => canBePicked(given)).slice(0, MOST_OPTIONS);
  const more = choices.length - listed.length;
  return [
    ...(listed.length > 0 ? [actions(runSelect('Pick one', listed))] : []),
    ...(more > 0 ? [context(`There are ${more} more than this list holds: type more of the name.`)] : []),
  ];
}

/**
 * An error's next steps to press, or to pick one from where they are many; how many more there are than a list holds.
 * A step that nobody can write as a command, or that is too long to travel with a click, is not offered.
 */
export function stepBlocks(steps: readonly NextStep[]): (ActionsBlock | ContextBlock)[] {
  const changes = steps.flatMap((step) => (isServiceStep(step) ? changeOf(step) : []));
  if (changes.length > 0) return [actions(...changes)];
  const offers = steps.flatMap((step) => offeredBy(step) ?? []).filter(({ command: given }) => canBeOffered(given));
  if (offers.length === 0) return [];
  return offers.length <= MOST_BUTTONS
    ? [actions(...offers.map((each) => runButton(each.label, each.command)))]
    : pickBlocks(offers);
}

function offeredBy(step: NextStep): OfferedCommand | undefined {
  if (isServiceStep(step)) return step.do === 'set-range' ? undefined : ofService(step);
  return step.do === 'command' && 'command' in step ? (step as OfferedCommand) : undefined;
}

/** A step that is known to be from a world is a change from there, and none from another. */
function changeOf(step: ServiceStep): Button[] {
  if (step.do === 'set-range') return [rangeButton(step)];
  if (step.do !== 'set-image' || step.image === undefined || step.from === undefined) return [];
  const { ref, image, container, from: basis, label = `${serviceWords(ref)}: ${image}` } = step;
  const wish = { image, ...(container === undefined ? {} : { container }) };
  const change = { kind: 'image', ref, wish, basis } as const;
  return canBeMade(change) ? [changeButton(label, change, { isUnseen: true })] : [];
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
    case 'roll-back':
      return offer(label ?? 'Roll back…', command('rollback', { service: step.ref }));
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
