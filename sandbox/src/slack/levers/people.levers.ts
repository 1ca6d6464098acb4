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
import { channelIn, LeverError, needed, personIn, type Lever, type LeverRequest, type Machinery } from './lever';

/** What a person does: each lever answers once the app has acknowledged, or three seconds are over. */
export const command: Lever = (request, machinery) => {
  const { person, channel } = whoAndWhere(request, machinery);
  const word = stringIn(request.args['command']) || '/ecs';
  const text = stringIn(request.args['text']);
  return runCommand(machinery.stage, { person, channel, host: request.host }, word, text);
};

export const click: Lever = (request, machinery) => {
  const { args } = request;
  const wanted = clickOf(args);
  if (args['view_id'] !== undefined) {
    const person = personIn(args);
    const view = openView(args, machinery, person);
    return clickInView(machinery.stage, person, view, placedIn(view.definition['blocks'], wanted), wanted);
  }
  const { person, channel } = whoAndWhere(request, machinery);
  const message = machinery.stage.workspace.messages.findSeen(channel.id, needed(args, 'ts'), person.id);
  if (!message) {
    throw new LeverError(
      404,
      `${person.name} sees no message ${needed(args, 'ts')} there. Read the screen for its ts.`,
    );
  }
  const placed = placedIn(message.blocks, wanted);
  return clickInMessage(machinery.stage, { person, channel, host: request.host }, message, placed, wanted);
};

export const submit: Lever = ({ args }, machinery) => {
  const person = personIn(args);
  const view = openView(args, machinery, person);
  return submitView(machinery.stage, person, view, isObject(args['values']) ? args['values'] : {});
};

export const close: Lever = ({ args }, machinery) => {
  const person = personIn(args);
  return closeView(machinery.stage, person, openView(args, machinery, person));
};

/** Like an ordinary message, with the app's name in front unless it is in it already. */
export const mention: Lever = (request, machinery) => {
  const { person, channel } = whoAndWhere(request, machinery);
  const typed = typedText(needed(request.args, 'text'), machinery.stage.workspace.channels, false);
  const reference = `<@${BOT.userId}>`;
  return say(request.args, machinery, person, channel, typed.includes(reference) ? typed : `${reference} ${typed}`);
};

export const message: Lever = (request, machinery) => {
  const { person, channel } = whoAndWhere(request, machinery);
  const typed = typedText(needed(request.args, 'text'), machinery.stage.workspace.channels, false);
  return say(request.args, machinery, person, channel, typed);
};

export const read: Lever = (request, machinery) => {
  const { person, channel } = whoAndWhere(request, machinery);
  machinery.stage.workspace.reading.markRead(person.id, channel.id);
  machinery.stage.workspace.changes.announce(channel.id);
  return undefined;
};

async function say(args: JsonObject, machinery: Machinery, person: Person, channel: Channel, text: string) {
  const threadTs = stringIn(args['thread_ts']);
  const said: Message = machinery.stage.workspace.messages.post({
    channel: channel.id,
    user: person.id,
    text,
    ...(threadTs && { threadTs }),
  });
  machinery.stage.workspace.reading.markRead(person.id, channel.id);
  const delivered = await machinery.events.heard(said);
  return { ts: said.ts, outcome: delivered?.outcome ?? 'not_sent', ackMs: delivered?.ackMs ?? 0 };
}

function whoAndWhere({ args }: LeverRequest, machinery: Machinery): { person: Person; channel: Channel } {
  const person = personIn(args);
  return { person, channel: channelIn(args, machinery, person) };
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

function openView(args: JsonObject, { stage }: Machinery, person: Person): View {
  const id = needed(args, 'view_id');
  const view = stage.workspace.views.stack(person.id).find((candidate) => candidate.id === id);
  if (view) return view;
  throw new LeverError(404, `${person.name} has no view ${id} open. Read the screen: "modal" is the one on top.`);
}
