import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ecs from '@aws-sdk/client-ecs';
import { ROOT } from './pages';

/** Read by the AWS SDK, by npm, by Docker or by a pipeline's own lines rather than by this code. */
const READ_BY_OTHERS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'CHATOPS_URL',
  'BUILD_URL',
];

/** In capitals, but no variables: what CloudFormation wants to have acknowledged, and the values of ECS's own enumerations. */
const CAPABILITY = /^CAPABILITY_/;
const ENUMERATED = Object.values(ecs).flatMap((one) => (typeof one === 'object' ? Object.values(one) : []));
const WORDS_OF_AWS: ReadonlySet<unknown> = new Set([...ENUMERATED, 'FARGATE_SPOT']);

/** The ways in which this code reads a variable: by name, from a schema, by taking the environment apart, in compose. */
const READS = [
  /process\.env(?:\.|\[')([A-Z][A-Z0-9_]+)/g,
  /^ +([A-Z][A-Z0-9_]+): (?:z$|z\.|words|seconds|port|url|hosts|environments|jobs|serviceChannels)/gm,
  /\{ ?([A-Z][A-Z0-9_]+)(?:: \w+)? ?\}: Environment/g,
  /\benv\.([A-Z][A-Z0-9_]+)/g,
  /\$\{([A-Z][A-Z0-9_]+)(?::?-[^}]*)?\}/g,
];

const SOURCES = ['bot', 'primes-api', 'sandbox', 'infra-scripts', 'test', 'docs', 'docker-compose.yml'];
const CODE = /\.(ts|mts|mjs|tsx|yml)$/;

/** Names of all environment variables that something here reads. */
export function variablesRead(): Set<string> {
  const texts = SOURCES.flatMap(filesOf).map((path) => readFileSync(path, 'utf8'));
  const found = texts.flatMap((text) => READS.flatMap((read) => [...text.matchAll(read)].map(([, name = '']) => name)));
  return new Set([...found, ...READ_BY_OTHERS]);
}

function filesOf(source: string): string[] {
  const path = join(ROOT, source);
  if (CODE.test(source)) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    if (entry.isDirectory()) return filesOf(`${source}/${entry.name}`);
    return CODE.test(entry.name) && !/\.(spec|test)\.ts$/.test(entry.name) ? [join(path, entry.name)] : [];
  });
}

/** What a page's text calls by the name of a variable: within code, in capitals, with an underscore or before `=`. */
export function variablesNamedIn(text: string): string[] {
  const code = [
    ...text.matchAll(/^```[^\n]*\n([^]*?)^```/gm),
    ...text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g),
  ];
  const names = code.flatMap(([, inside = '']) => [
    ...inside.matchAll(/(?<![\w/.:$-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w-])|(?<![\w-])([A-Z][A-Z0-9]+)=/g),
  ]);
  const unique = new Set(names.map(([, plain, assigned]) => plain ?? assigned ?? ''));
  return [...unique].filter((name) => !CAPABILITY.test(name) && !WORDS_OF_AWS.has(name));
}
