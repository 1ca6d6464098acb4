import { PERMISSIONS, type Door } from './permissions';
import { STATEMENTS } from './policy';

const PREFACE = `# What the bot may do in AWS

Generated from the code by \`npm run -s iam -- --page > docs/iam.md\`; a spec holds it to the code, and the transcripts hold the code to the
calls that the bot really makes: a call that is missing here fails \`npm test\`, and so does a line here that nothing calls.

\`npm run -s iam\` prints the policy of the bot's own role, which only looks; \`npm run -s iam -- --operate\` that of a role that it takes on to
change something, for one command, in the name of the person who gave it: session name and source identity, so that CloudTrail names them.
\`ENVIRONMENTS\` says which role that is (\`operateRole\`). Where it names none, the bot changes with its own role, which then needs both.

\`\`\`
npm run -s iam -- --cluster primes --service primes-api --assume arn:aws:iam::111122223333:role/primes-operate > look.json
npm run -s iam -- --operate --cluster primes --service primes-api --family primes-api \\
  --role arn:aws:iam::111122223333:role/primes-task --role arn:aws:iam::111122223333:role/primes-execution > operate.json
\`\`\`

\`npm run -s iam -- --help\` has every option. What is not named is \`*\`, except roles: none may be passed on or taken on that is not named (but
\`ecsTaskExecutionRole\`, which ECS's console makes). Where clusters are named, name the same ones in \`CLUSTERS\` or \`ENVIRONMENTS\`, so that the
bot asks for no others. Services need the long form of ARNs, which is the only one that ECS has made since 2021.
`;

const TRUST = `## Who may take on the operate role

The trust policy of that role, for a bot whose own role is \`primes-bot\`. It is AWS that insists on a source identity here, not only the bot:

\`\`\`json
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/primes-bot" },
      "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
      "Condition": { "StringLike": { "sts:SourceIdentity": "*" } }
    }
  ]
}
\`\`\`
`;

/** The text of \`docs/iam.md\`: every permission of either role, what it is for, and why it is no narrower. */
export function iamPage(): string {
  const sourced = PERMISSIONS.filter(({ source }) => source !== undefined);
  const reasons = Object.entries(STATEMENTS).flatMap(([sid, { unscoped }]) =>
    unscoped ? [`- \`${sid}\`: ${unscoped}`] : [],
  );
  return [
    PREFACE,
    `## To look\n\n${tableOf('look')}\n`,
    `## To change\n\n${tableOf('operate')}\n`,
    '## What AWS asks for without a call of that name\n',
    ...sourced.map(({ action, door, source }) => `- \`${action}\` (${door}): ${source}`),
    '\n## What is no narrower, and why\n',
    ...reasons,
    `\n${TRUST}`,
  ].join('\n');
}

function tableOf(door: Door): string {
  const rows = PERMISSIONS.filter((permission) => permission.door === door).map(
    ({ action, sid, usedFor, without }) =>
      `| \`${action}\` | ${usedFor}${without === undefined ? '' : `. May be left out: ${without}`} | \`${sid}\` |`,
  );
  return ['| action | what it is for | statement |', '|---|---|---|', ...rows].join('\n');
}
