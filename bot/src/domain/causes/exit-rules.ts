import type { ExitHint, HeapOf } from './cause.types';
import type { LastLines } from './evidence.types';
import { OTHER_PLATFORM } from './image-rules';

/** What runtimes write when their own heap is full: none of them says so at any other end. */
const HEAPS: readonly { program: HeapOf; says: RegExp }[] = [
  // V8 aborts, so that Node.js exits 134. https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
  { program: 'Node.js', says: /JavaScript heap out of memory|Reached heap limit Allocation failed/ },
  { program: 'Java', says: /java\.lang\.OutOfMemoryError|Terminating due to java/ },
  { program: '.NET', says: /System\.OutOfMemoryException/ },
  { program: 'Go', says: /fatal error: (?:runtime: out of memory|runtime: cannot allocate memory)/ },
  { program: 'PHP', says: /Allowed memory size of \d+ bytes exhausted/ },
  { program: 'Ruby', says: /failed to allocate memory \(NoMemoryError\)/ },
  { program: 'Python', says: /^MemoryError\b/ },
  { program: 'Rust', says: /memory allocation of \d+ bytes failed/ },
];

/** An error of so many lines before the end is of the end. */
const NEAR_THE_END = 60;

/** Whether a program that exited with this had no more room in its own heap, by what it wrote last. */
export function heapIn(last: LastLines | undefined, exitCode: number | undefined): HeapOf | undefined {
  // A program that ended well wrote of something that it got over.
  if (last === undefined || exitCode === 0) return undefined;
  const lines = last.lines.slice(-NEAR_THE_END);
  return HEAPS.find(({ says }) => lines.some(({ text }) => says.test(text)))?.program;
}

const NOT_FOUND =
  /(?:^|[\s:])([\w./-]+): (?:not found|No such file or directory|command not found)\s*$|exec ([\w./-]+): no such file/i;
const NOT_ALLOWED = /(?:^|[\s:])([\w./-]+): Permission denied\s*$|exec ([\w./-]+): permission denied/i;

/** What a shell or a runtime wrote last of why it could not run what it was told to: only where it exits as those do. */
export function hintIn(last: LastLines | undefined, exitCode: number | undefined): ExitHint | undefined {
  if (last === undefined || exitCode === undefined || exitCode === 0) return undefined;
  const lines = last.lines.slice(-5).map(({ text }) => text);
  if (lines.some((text) => OTHER_PLATFORM.test(text))) return { says: 'platform' };
  if (exitCode === 127 || exitCode === 255) return named('command-missing', lines, NOT_FOUND);
  return exitCode === 126 ? named('command-denied', lines, NOT_ALLOWED) : undefined;
}

function named(says: ExitHint['says'], lines: readonly string[], form: RegExp): ExitHint | undefined {
  for (const line of lines.toReversed()) {
    const name = form
      .exec(line)
      ?.slice(1)
      .find((one) => one !== undefined);
    if (name !== undefined) return { says, name };
  }
  return undefined;
}
