import type { Output } from '@aws-sdk/client-cloudformation';
import { validationError } from '../cloudformation.faults';
import type { Stack } from './stack';

export interface Export {
  name: string;
  value: string;
  stack: Stack;
}

/** The exports of a region's stacks, and who uses them. */
export class Exports {
  constructor(private readonly stacks: () => readonly Stack[]) {}

  list(): Export[] {
    return this.stacks()
      .filter(({ deleted }) => !deleted)
      .flatMap((stack) =>
        stack.outputs.flatMap(({ ExportName: name, OutputValue: value = '' }) =>
          name ? [{ name, value, stack }] : [],
        ),
      );
  }

  value(name: string): string | undefined {
    return this.list().find((each) => each.name === name)?.value;
  }

  /** @throws AwsFault ValidationError where another stack exports one of the names */
  checkFree(names: readonly string[], owner: Stack): void {
    const taken = this.list().find(({ name, stack }) => names.includes(name) && stack !== owner);
    if (taken)
      throw validationError(`Export with name ${taken.name} is already exported by stack ${taken.stack.name}.`);
  }

  /** The first export of a stack that others use, with their names. */
  inUse(stack: Stack): { name: string; users: string } | undefined {
    for (const { ExportName: name } of stack.outputs) {
      const users = name === undefined ? '' : this.usersOf(name);
      if (name !== undefined && users) return { name, users };
    }
    return undefined;
  }

  /**
   * Why a stack's outputs cannot become others: somebody uses an export that would go or change.
   * @returns CloudFormation's words, undefined where nothing stands in the way
   */
  obstacle(stack: Stack, outputs: readonly Output[]): string | undefined {
    for (const { ExportName: name, OutputValue: value } of stack.outputs) {
      const users = name === undefined ? '' : this.usersOf(name);
      if (!users) continue;
      const next = outputs.find(({ ExportName }) => ExportName === name);
      if (!next) return `Export ${name} cannot be deleted as it is in use by ${users}`;
      if (next.OutputValue !== value) return `Export ${name} cannot be updated as it is in use by ${users}`;
    }
    return undefined;
  }

  private usersOf(name: string): string {
    return this.stacks()
      .filter((stack) => !stack.deleted && stack.imports.has(name))
      .map((stack) => stack.name)
      .join(' and ');
  }
}
