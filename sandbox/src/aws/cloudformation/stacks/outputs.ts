import type { Output } from '@aws-sdk/client-cloudformation';
import { templateFormatError } from '../cloudformation.faults';
import { resolved, type Scope } from '../template/intrinsics';
import { asText, type Template } from '../template/template';

/** @throws AwsFault ValidationError for a value that is not text */
export function outputsOf({ outputs }: Template, scope: Scope): Output[] {
  return Object.entries(outputs).map(([OutputKey, { value, description, exportName }]) => {
    const text = resolved(value, scope);
    if (typeof text === 'object') throw templateFormatError(`Output ${OutputKey} is not a string.`);
    return {
      OutputKey,
      OutputValue: String(text),
      ...(description !== undefined && { Description: description }),
      ...(exportName !== undefined && { ExportName: asText(resolved(exportName, scope)) }),
    };
  });
}
