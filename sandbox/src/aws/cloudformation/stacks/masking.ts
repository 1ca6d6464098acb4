import type { Blueprint } from './blueprint';

/** Puts stars for the values of NoEcho parameters in a text that people see. */
export function masked(text: string, ...blueprints: readonly Blueprint[]): string {
  const secrets = blueprints.flatMap(({ parameters, template }) =>
    [...parameters]
      .filter(([name, value]) => template.parameters[name]?.noEcho && value !== '')
      .map(([, value]) => value),
  );
  // The longest first, so that one that is part of another leaves nothing of it.
  return secrets
    .toSorted((a, b) => b.length - a.length)
    .reduce((seen, secret) => seen.replaceAll(JSON.stringify(secret).slice(1, -1), '****'), text);
}
