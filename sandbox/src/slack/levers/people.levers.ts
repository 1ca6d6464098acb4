import { clickedIn, clickInMessage, clickInView, type Click } from '../interactions/block-actions';
import { elementsIn, labelOf } from '../interactions/elements-in';
import { runCommand } from '../interactions/slash-command';
import { typedText } from '../interactions/typed-text';
import { closeView, submitView } from '../interactions/view-interactions';
import { isObject, stringIn, type JsonObject } from '../json';
import type { Channel } from '../workspace/channels';
import type { Message } from '../workspace/message';
import type { View } from '../workspace/views';
import { BOT, type Person } from '../workspace/world';
import { channelIn, LeverError, needed, personIn, type Lever, type LeverRequest, type SlackParts } from './lever';

/** What a person does: each lever answers once the app has acknowledged, or three seconds are over. */
export const command: Lever = (request, parts) => {
  const { person, channel } = whoAndWhere(request, parts);
  const word = stringIn(request.args['command']) || '/ecs';
  const text = stringIn(request.args['text']);
  return runCommand(parts.interactions, { person, channel, host: request.host }, word, text);
};

export const click: Lever = (request, parts) => {
  const { args } = request;
  const wanted = clickOf(args);
  if (args['view_id'] !== undefined) {
    const person = personIn(args);
    const view = openView(args, parts, person);
    return clickInView(parts.interactions, person, view, placedIn(view.definition['blocks'], wanted), wanted);
  }
  const { person, channel } = whoAndWhere(request, parts);
  const message = parts.interactions.workspace.messages.findSeen(channel.id, needed(args, 'ts'), person.id);
  if (!message) {
    throw new LeverError(
      404,
      `${person.name} sees no message ${needed(args, 'ts')} there. Read the screen for its ts.`,
    );
  }
  const placed = placedIn(message.blocks, wanted);
  return clickInMessage(parts.interactions, { person, channel, host: request.host }, message, placed, wanted);
};

export const submit: Lever = ({ args }, parts) => {
  const person = personIn(args);
  const view = openView(args, parts, person);
  return submitView(parts.interactions, person, view, isObject(args['values']) ? args['values'] : {});
};

export const close: Lever = ({ args }, parts) => {
  const person = personIn(args);
  return closeView(parts.interactions, person, openView(args, parts, person));
};

/** Like an ordinary message, with the app's name in front unless it is in it already. */
export const mention: Lever = (request, parts) => {
  const { person, channel } = whoAndWhere(request, parts);
  const typed = typedText(needed(request.args, 'text'), parts.interactions.workspace.channels, false);
  const reference = `<@${BOT.userId}>`;
  return say(request.args, parts, person, channel, typed.includes(reference) ? typed : `${reference} ${typed}`);
};

export const message: Lever = (request, parts) => {
  const { person, channel } = whoAndWhere(request, parts);
  const typed = typedText(needed(request.args, 'text'), parts.interactions.workspace.channels, false);
  return say(request.args, parts, person, channel, typed);
};

export const read: Lever = (request, parts) => {
  const { person, channel } = whoAndWhere(request, parts);
  parts.interactions.workspace.reading.markRead(person.id, channel.id);
  parts.interactions.workspace.changes.announce(channel.id);
  return undefined;
};

async function say(args: JsonObject, parts: SlackParts, person: Person, channel: Channel, text: string) {
  const threadTs = stringIn(args['thread_ts']);
  const said: Message = parts.interactions.workspace.messages.post({
    channel: channel.id,
    user: person.id,
    text,
    ...(threadTs && { threadTs }),
  });
  parts.interactions.workspace.reading.markRead(person.id, channel.id);
  const delivered = await parts.events.heard(said);
  return { ts: said.ts, outcome: delivered?.outcome ?? 'not_sent', ackMs: delivered?.ackMs ?? 0 };
}

function whoAndWhere({ args }: LeverRequest, parts: SlackParts): { person: Person; channel: Channel } {
  const person = personIn(args);
  return { person, channel: channelIn(args, parts, person) };
}

const clickOf = (args: JsonObject): Click => ({
  ...(args['action_id'] !== undefined && { actionId: stringIn(args['action_id']) }),
  ...(args['button'] !== undefined && { label: stringIn(args['button']) }),
  ...(args['value'] !== undefined && { value: stringIn(args['value']) }),
});

function placedIn(blocks: unknown, wanted: Click) {
  const placed = clickedIn(blocks, wanted);
  if (placed) return placed;
  const there = elementsIn(blocks).map(({ element }) => labelOf(element) || stringIn(element['action_id']));
  const what = wanted.actionId ?? wanted.label ?? '(neither "action_id" nor "button" was given)';
  throw new LeverError(404, `There is no "${what}" to click. There is: ${there.join(', ') || 'nothing'}.`);
}

function openView(args: JsonObject, { interactions }: SlackParts, person: Person): View {
  const id = needed(args, 'view_id');
  const view = interactions.workspace.views.stack(person.id).find((candidate) => candidate.id === id);
  if (view) return view;
  throw new LeverError(404, `${person.name} has no view ${id} open. Read the screen: "modal" is the one on top.`);
}
