import { servedServices } from './aws/services';
import { SLACK_METHODS } from './slack/methods';

const PREFACE = `# What the sandbox serves

Generated from the code by \`npm run -s coverage > sandbox/COVERAGE.md\`; a spec holds it to the code. An operation that is not here
answers 501 with its name, and so does a parameter listed as missing. Nothing ever answers an empty success in its place.
`;

/** The text of \`COVERAGE.md\`: every AWS operation, with what is missing of it, and every Slack method. */
export function coverageText(): string {
  const unasked = (): never => {
    throw new Error('No operation is run to list them.');
  };
  const services = servedServices(unasked, unasked);
  const sections = services.map(({ signingName, operations }) => {
    const served = [...operations.values()].filter(({ implementation }) => implementation);
    const rows = served
      .map(({ name, implementation }) => row(name, implementation!.unsupported))
      .toSorted((a, b) => a.localeCompare(b));
    return [`## AWS ${signingName}: ${served.length} of ${operations.size} operations`, '', ...HEAD, ...rows].join(
      '\n',
    );
  });
  const methods = SLACK_METHODS.toSorted((a, b) => a.localeCompare(b)).map((method) => `- \`${method}\``);
  const slack = [`## Slack: ${methods.length} Web API methods`, '', ...methods].join('\n');
  return `${[PREFACE.trimEnd(), ...sections, slack].join('\n\n')}\n`;
}

const HEAD = ['| operation | |', '|---|---|'];

const row = (name: string, missing: readonly string[]): string =>
  `| ${name} | ${missing.length === 0 ? 'supported' : `partial, without ${missing.join(', ')}`} |`;
