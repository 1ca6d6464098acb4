import type { Message } from '../../chat/slack/message.types';
import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { command } from '../../chat/words/commands';
import { runButton } from '../../chat/words/buttons';
import { serviceName } from '../../chat/words/ecs';
import { callWords, originWords } from '../../chat/words/origin';
import { count, duration, escapeMrkdwn } from '../../chat/words/text';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import type { Series, SeriesMember } from '../../domain/series/series.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { causeLines } from './deployment.causes';
import { servingWords } from './deployment.facts';
import { headlineOf, MARKS } from './deployment.headline';
import { cancelButton } from './deployment.view';

/** A deployment to several services at one moment: which are done, which is under way, and which wait. */
export function seriesView(now: number, series: Series, snapshot?: DeploymentSnapshot): Message {
  const { members, actor, origin } = series;
  const live = members.find(({ state, deployment }) => state === 'under-way' && deployment !== undefined);
  const [story, mark] = storyOf(series);
  const causes = snapshot ? causeLines(snapshot) : [];
  return message(
    `${escapeMrkdwn(story)} ${members.map((member) => plainLine(member)).join('; ')}`,
    section(`*${escapeMrkdwn(story)}* ${mark}`),
    ...lines(members.map((member) => lineOf(now, member, snapshot))),
    ...lines(causes),
    actions(
      ...(live?.deployment ? [cancelButton(live.deployment)] : []),
      ...members
        .slice(0, BUTTONS)
        .map(({ ref: service }) => runButton(serviceWords(service), command('status', { service }))),
    ),
    context(originWords({ actor, origin })),
  );
}

/** As many as fit beside each other. */
const BUTTONS = 8;

/** How it ended, as one reply to whoever asked: which are where. */
export function seriesEndView(series: Series): Message {
  const [story] = storyOf(series);
  const where = series.members.map((member) => plainLine(member));
  const text = `${callWords(series.actor)}${escapeMrkdwn(story)}`;
  return message(
    `${text} ${escapeMrkdwn(where.join('; '))}`,
    section(text),
    ...lines(where.map((line) => `• ${escapeMrkdwn(line)}`)),
  );
}

/** The verdict in one sentence of plain text, and its mark. */
function storyOf({ image, members, state }: Series): [string, string] {
  const services = count(members.length, 'service');
  const done = members.filter(({ state: one }) => one === 'done' || one === 'same').length;
  const failed = members.find((member) => member.state === 'failed');
  if (failed !== undefined && state !== 'under-way') {
    const left = members.filter((member) => member.state === 'left').length;
    const rest = left === 0 ? '' : ` ${count(left, 'service')} behind it ${left === 1 ? 'was' : 'were'} not touched.`;
    const stopped = `${image}: ${done} of ${services} done; ${serviceWords(failed.ref)} ${failed.isCancelled ? 'was cancelled' : (WENT[failed.verdict ?? 'failed'] ?? 'failed')}.${rest}`;
    return [stopped, MARKS.failed];
  }
  if (state === 'done') return [`${image}: all ${services} done.`, MARKS.succeeded];
  return [`Deploying ${image} to ${services}, one after the other: ${done} done.`, MARKS['in-progress']];
}

/** What became of one that is not well. */
const WENT: Readonly<Partial<Record<VerdictKind, string>>> = {
  relapsed: 'was done, and fails since',
  'rolled-back': 'failed and was rolled back',
  'rolling-back': 'failed',
  stopped: 'was stopped',
  superseded: 'was replaced by another deployment',
  partly: 'is only partly done',
};

function lineOf(now: number, member: SeriesMember, snapshot: DeploymentSnapshot | undefined): string {
  const { ref, deployment, state } = member;
  const isLive = snapshot !== undefined && deployment?.id === snapshot.deployment.id;
  const name = serviceName(ref);
  if (isLive && state !== 'done') {
    const serving = servingWords(snapshot);
    return `${MARK[state]} ${name}: ${headlineOf(snapshot)}${serving === '' ? '' : ` ${escapeMrkdwn(serving)}`}`;
  }
  return `${MARK[state]} ${name}: ${escapeMrkdwn(whereOf(member, now))}`;
}

const MARK: Readonly<Record<SeriesMember['state'], string>> = {
  waiting: '▫️',
  'under-way': '⏳',
  done: '✅',
  same: '✅',
  failed: '❌',
  left: '▫️',
};

function plainLine(member: SeriesMember): string {
  return `${serviceWords(member.ref)}: ${whereOf(member)}`;
}

/** What it runs and why, in plain text: `1.1.0 is done in 45 s`. */
function whereOf(member: SeriesMember, now?: number): string {
  const { summary, state, verdict, why, deployment, endedAt } = member;
  const { from, to } = summary;
  switch (state) {
    case 'waiting':
      return `${from} → ${to}, waits for those before it`;
    case 'under-way':
      return `${from} → ${to}, under way${deployment && now !== undefined ? ` for ${duration(now - deployment.startedAt)}` : ''}`;
    case 'done':
      return `${from} → ${to}, done${deployment && endedAt ? ` in ${duration(endedAt - deployment.startedAt)}` : ''}`;
    case 'same':
      return `was set to ${to} already`;
    case 'left':
      return `not touched, still ${from}`;
    case 'failed':
      return why === undefined ? failedWords(member, verdict) : `not deployed, still ${from}: ${why}`;
  }
}

function failedWords({ summary: { from, to }, isCancelled }: SeriesMember, verdict: VerdictKind | undefined): string {
  if (verdict === 'rolled-back') return `${to} ${isCancelled ? 'was cancelled' : 'failed'}, ${from} is back`;
  if (verdict === 'relapsed') return `${to} was done, and fails since`;
  if (verdict === 'superseded') return `another deployment took the place of ${to}`;
  return verdict === 'partly' ? `only partly ${to}` : `${to} failed, and nothing was rolled back`;
}
