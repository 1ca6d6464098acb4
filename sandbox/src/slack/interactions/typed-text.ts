import type { Channels } from '../workspace/channels';
import { BOT, findPerson, nameOf } from '../workspace/world';

/**
 * What Slack makes of what a person types (https://docs.slack.dev/messaging/formatting-message-text#escaping): &, < and >
 * escaped, @names, #channels and addresses as references. References that were picked in the composer stay as they are.
 * @param labelled whether a person's reference carries the name, as it does in commands with escaping on.
 */
export function typedText(text: string, channels: Channels, labelled: boolean): string {
  return text
    .split(/(<(?:@U[A-Z0-9]+|#C[A-Z0-9]+)(?:\|[^<>]*)?>|https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"])/)
    .map((part, index) => (index % 2 === 1 ? reference(part, labelled) : escapedWords(part, channels, labelled)))
    .join('');
}

const reference = (part: string, labelled: boolean): string => {
  if (part.startsWith('http')) return `<${escaped(part)}>`;
  const userId = /^<@(U[A-Z0-9]+)/.exec(part)?.[1];
  return userId ? mention(userId, labelled) : part;
};

function escapedWords(text: string, channels: Channels, labelled: boolean): string {
  return escaped(text).replace(/(^|[\s("'])([@#])([\w.-]*\w)/g, (whole, before: string, sign: string, word: string) => {
    const found = sign === '@' ? personReference(word, labelled) : channelReference(word, channels);
    return found ? before + found : whole;
  });
}

function personReference(word: string, labelled: boolean): string | undefined {
  const id = word.toLowerCase() === BOT.name ? BOT.userId : findPerson(word)?.id;
  return id && mention(id, labelled);
}

function channelReference(word: string, channels: Channels): string | undefined {
  const channel = channels.find(`#${word.toLowerCase()}`);
  return channel && `<#${channel.id}|${channel.name}>`;
}

const mention = (id: string, labelled: boolean): string => (labelled ? `<@${id}|${nameOf(id)}>` : `<@${id}>`);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
