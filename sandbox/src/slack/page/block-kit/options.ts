import type { Workspace } from '../workspace/workspace';
import type { OptionObject, SelectElement } from '../api/block-kit';

/** The options of a menu under their headings; a menu without groups is one group without a heading. */
export interface OptionGroup {
  heading: string | null;
  options: OptionObject[];
}

/** What a select menu offers: its own options, or the people or channels of the workspace. */
export function optionsOf(element: SelectElement, workspace: Workspace): OptionGroup[] {
  const people = workspace.people.map(({ id, realName }) => option(realName, id));
  const channels = workspace.channels.map(({ id, name }) => option(`#${name}`, id));
  if (element.type === 'users_select') return [{ heading: null, options: people }];
  if (element.type === 'channels_select') return [{ heading: null, options: channels }];
  if (element.type === 'conversations_select') {
    return [
      { heading: 'Channels', options: channels },
      { heading: 'People', options: people },
    ];
  }
  if (element.option_groups === undefined) return [{ heading: null, options: element.options ?? [] }];
  return element.option_groups.map(({ label, options }) => ({ heading: label.text, options }));
}

/** The value a select menu starts with; the empty string for none. */
export function initialOf(element: SelectElement): string {
  return (
    element.initial_option?.value ??
    element.initial_user ??
    element.initial_channel ??
    element.initial_conversation ??
    ''
  );
}

function option(text: string, value: string): OptionObject {
  return { text: { type: 'plain_text', text }, value };
}
