import { createContext, useContext } from 'react';
import type { Channel, CommandHint, Person } from '../api/contract';
import type { Place } from '../route/route';

/** What every part of the page may want to know: who is here, who one is, and where one stands. */
export interface Workspace {
  people: Person[];
  channels: Channel[];
  commands: CommandHint[];
  me: Person;
  place: Place;
  /** The place by the sandbox's name for it: `#ops`, or `@ann`. */
  address: string;
  /** The handle the bot speaks under. */
  botName: string;
  /** The handle of a person or of an app that has spoken; undefined for a stranger. */
  nameOf: (id: string) => string | undefined;
  /** Whether an author is an app rather than one of the people. */
  isApp: (id: string) => boolean;
  /** The hash that leads to a place, as the present person. */
  linkTo: (place: Place, thread?: string) => string;
  /** The hash for an address of a message of this very sandbox; null for any other address. */
  linkInside: (address: string) => string | null;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The workspace this part of the page is drawn in. Throws outside of one, which only a fault of the page can cause. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === null) throw new Error('This part of the page is drawn outside of a workspace: wrap it in one.');
  return workspace;
}
