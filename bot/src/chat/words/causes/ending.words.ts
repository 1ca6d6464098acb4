import type { Ending } from '../../../domain/causes/cause.types';
import { code } from '../text';
import { healthWords } from './health.words';
import { reasonWords, startWords } from './start.words';

/** What a program's exit code means. https://tldp.org/LDP/abs/html/exitcodes.html, and 128 and the signal. */
const MEANINGS: Readonly<Record<number, string>> = {
  0: 'its program ended by itself',
  126: 'its command is there but may not, or cannot, be executed',
  127: 'its command was not found',
  132: 'illegal instruction',
  134: 'aborted',
  135: 'bus error',
  136: 'arithmetic error',
  137: 'killed; ECS does not say by whom',
  139: 'crashed: segmentation fault',
  143: 'told to stop by SIGTERM, and not by ECS',
};

/**
 * What became of so many tasks, as what follows "3 of 3 new tasks": `exited 1`, `were killed for memory (exit 137)`. In mrkdwn.
 * @param several whether the task has several containers, so that it is to be said which
 */
export function endingWords(ending: Ending, amount: number, several: boolean): string {
  const was = amount === 1 ? 'was' : 'were';
  const of = 'container' in ending && ending.container !== undefined && several ? `${code(ending.container)} ` : '';
  switch (ending.kind) {
    case 'memory':
      return `${was} killed for memory (${of}exit 137${limitWords(ending)})`;
    case 'heap':
      return `ran out of ${ending.program} heap (${of}exit ${ending.exitCode ?? 'unknown'}): the program's own limit, not the container's`;
    case 'exit':
      return exitWords(ending, of);
    case 'exits':
      return `ended: ${exitsWords(ending.exits)}; ECS does not say which of them was first`;
    case 'health':
      return `failed the health check: ${healthWords(ending)}`;
    case 'start':
      return `could not start: ${of ? `${of.trim()}: ` : ''}${startWords(ending)}`;
    case 'host':
      return `${was} ended with what ${amount === 1 ? 'it' : 'they'} ran on (${HOSTS[ending.why]})`;
    case 'person':
      return `${was} stopped by somebody: ${reasonWords(ending.reason)}`;
    case 'other':
      return `stopped: ${reasonWords(ending.reason) || 'ECS does not say why'}`;
  }
}

const HOSTS = {
  spot: 'Spot took its capacity back',
  instance: 'its container instance ended',
  retired: 'AWS retired its host',
} as const;

function limitWords({ limitMiB, limitOf }: Extract<Ending, { kind: 'memory' }>): string {
  if (limitMiB === undefined) return '';
  return limitOf === 'container' ? `, the container's own limit ${limitMiB} MiB` : `, limit ${limitMiB} MiB`;
}

function exitWords({ exitCode, reason, sidecar, hint }: Extract<Ending, { kind: 'exit' }>, of: string): string {
  const why = reason ? `: ${reasonWords(reason)}` : '';
  if (exitCode === undefined) return `ended${of ? ` (${of.trim()})` : ''}${why}`;
  const meaning = hint ? ` (${hintWords(hint)})` : meaningOf(exitCode);
  const whose = sidecar ? `ended because the essential sidecar ${of}` : `ended: ${of}`;
  return `${of ? whose : ''}exited ${exitCode}${meaning}${why}`;
}

function meaningOf(exitCode: number): string {
  const meaning = MEANINGS[exitCode];
  if (meaning !== undefined) return ` (${meaning})`;
  return exitCode > 128 && exitCode < 160 ? ` (ended by signal ${exitCode - 128})` : '';
}

function hintWords({ says, name }: NonNullable<Extract<Ending, { kind: 'exit' }>['hint']>): string {
  const of = name === undefined ? '' : ` ${code(name)}`;
  if (says === 'platform') return 'the image is built for another platform, by its log';
  return says === 'command-missing' ? `command${of} was not found` : `command${of} may not be executed`;
}

const exitsWords = (exits: Extract<Ending, { kind: 'exits' }>['exits']): string =>
  exits.map(({ container, exitCode }) => `${code(container)} exited ${exitCode ?? 'without a code'}`).join(', ');
