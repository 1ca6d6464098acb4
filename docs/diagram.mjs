// Prints the diagrams of docs/architecture.md from what the bot's files really import. `npm run docs` puts them there.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

const ROOMS = 'bot/src/';
/** Beside the rooms: the two services that the bot exists for, and what it remembers in, each met through its own packages. */
const OUTSIDE = [
  { name: 'AWS', path: /node_modules\/@(aws-sdk|smithy)\// },
  // Type names alone, which views use to draw, are no way to reach Slack.
  { name: 'Slack', path: /node_modules\/@slack\/(?!types\/)/ },
  { name: 'Database', path: /node_modules\/(libsql|kysely|pg)\// },
];
/** Used by nearly every room: its arrows would hide all others. */
const EVERYWHERE = 'kernel';

/** Each once, in an order that does not depend on the files'. */
const sorted = (words) => [...new Set(words)].toSorted((one, other) => (one < other ? -1 : 1));

/** Every import of one room by another, once: `[from, to]`, sorted. `roomOf` names a file's room, or nothing. */
function arrows(modules, roomOf) {
  const found = modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [roomOf(source), roomOf(resolved)]),
  );
  const known = found.filter(([from, to]) => from && to && from !== to).map((arrow) => arrow.join(' '));
  return sorted(known).map((arrow) => arrow.split(' '));
}

/** The folder below `folder` that a file is in. */
const folderBelow = (folder) => (path) =>
  path.startsWith(folder) && path.slice(folder.length).includes('/')
    ? path.slice(folder.length).split('/')[0]
    : undefined;

const roomOfBot = (path) => OUTSIDE.find((one) => one.path.test(path))?.name ?? folderBelow(ROOMS)(path);

function mermaid(edges) {
  const outside = (room) => OUTSIDE.some(({ name }) => name === room);
  const boxes = sorted(edges.flat()).map((room) => (outside(room) ? `  ${room}([${room}])` : `  ${room}[${room}]`));
  const lines = edges.map(([from, to]) => `  ${from} --> ${to}`);
  return ['```mermaid', 'flowchart TD', ...boxes, ...lines, '```'].join('\n');
}

const { output } = await cruise(
  [ROOMS],
  {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.(spec|fake)\\.ts$', '^dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
  undefined,
  { tsConfig: extractTSConfig('bot/tsconfig.json') },
);
const rooms = arrows(output.modules, roomOfBot);
const drawn = rooms.filter((arrow) => !arrow.includes(EVERYWHERE));
const all = sorted(output.modules.map(({ source }) => folderBelow(ROOMS)(source)).filter(Boolean));
const lone = all.filter((room) => room !== EVERYWHERE && !drawn.flat().includes(room));
const users = rooms.filter(([, to]) => to === EVERYWHERE).map(([from]) => from);

const list = (names) => names.map((name) => `\`${name}\``).join(', ');
const notDrawn = [
  '`main.ts` and `app.module.ts`, which put everything together',
  `\`${EVERYWHERE}\`, which ${list(users)} import`,
  ...lone.map((room) => `\`${room}\`, which no other room imports`),
];

process.stdout.write(
  `${[
    mermaid(drawn),
    `An arrow is an import. Not drawn: ${notDrawn.join('; ')}.`,
    'Within `domain`:',
    mermaid(arrows(output.modules, folderBelow(`${ROOMS}domain/`))),
  ].join('\n\n')}\n`,
);
