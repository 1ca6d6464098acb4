import type { IncomingMessage } from 'node:http';

/** What a listener rule asks of a request, with patterns in which `*` is any characters and `?` is one. */
export type RequestCondition =
  | { of: 'path' | 'host' | 'method'; patterns: readonly string[] }
  | { of: 'header'; name: string; patterns: readonly string[] }
  | { of: 'query'; pairs: readonly { key?: string | undefined; value: string }[] };

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/**
 * Whether a request meets a condition: whether one of its patterns does (ELB user guide, "Condition types for listener
 * rules"). Only paths and methods are compared with regard to case.
 */
export function meets(condition: RequestCondition, request: Asked): boolean {
  const [path = '', query = ''] = (request.url ?? '/').split('?', 2);
  switch (condition.of) {
    case 'path':
      return condition.patterns.some((pattern) => regular(pattern, '').test(path));
    case 'method':
      return condition.patterns.includes(request.method ?? '');
    case 'host':
      return some(condition.patterns, (request.headers.host ?? '').replace(/:\d+$/, ''));
    case 'header':
      return some(condition.patterns, request.headers[condition.name.toLowerCase()]);
    case 'query': {
      const asked = [...new URLSearchParams(query)];
      return condition.pairs.some(({ key, value }) =>
        asked.some(([name, text]) => (key === undefined || some([key], name)) && some([value], text)),
      );
    }
  }
}

const some = (patterns: readonly string[], value: string | string[] | undefined): boolean =>
  value !== undefined && patterns.some((pattern) => [value].flat().some((each) => regular(pattern, 'i').test(each)));

function regular(pattern: string, flags: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, `${flags}s`);
}
