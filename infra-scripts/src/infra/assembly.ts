import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyCircumstances, AnyOptions, StackKind } from '../stacks/stack-kinds';
import { environmentAgnosticApp } from '../stacks/stack-props';

/** A stack with all that its template depends on. */
export interface Wanted {
  kind: StackKind;
  /** What differs from the defaults. */
  chosen: Partial<AnyOptions>;
  circumstances: AnyCircumstances;
}

/**
 * Synthesizes a stack, and hands over the cloud assembly while `use` works with it.
 * @returns what `use` does
 */
export async function synthesized<T>(
  { kind, chosen, circumstances }: Wanted,
  use: (folder: string, template: object) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-chatops-'));
  try {
    const app = environmentAgnosticApp(folder);
    const stack = kind.add(app, chosen, circumstances);
    const template = app.synth().getStackArtifact(stack.artifactId).template as object;
    return await use(folder, template);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
