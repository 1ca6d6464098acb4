import { randomBytes, randomInt } from 'node:crypto';
import { isTrue, objectsIn, stringIn, type JsonObject } from '../json';
import { withIds } from './messages';
import { APP, BOT, TEAM } from './world';

/** A modal view that a person has open. */
export interface View {
  id: string;
  /** Whose screen it is on. */
  user: string;
  rootId: string;
  previousId?: string;
  hash: string;
  /** What the app sent, its blocks with ids. */
  definition: JsonObject;
}

/** How many views may lie on one another (https://docs.slack.dev/surfaces/modals#view-stack). */
export const VIEW_STACK = 3;

/** The stack of modal views on each person's screen. */
export class Views {
  private readonly stacks = new Map<string, View[]>();
  private serial = 0;

  /** @param changed called whenever what somebody sees changed. */
  constructor(private readonly changed: () => void) {}

  /** Puts a view on a clean screen: what lay there goes. */
  open(user: string, definition: JsonObject): View {
    const id = this.nextId();
    return this.show(user, [], { id, user, rootId: id, hash: newHash(), definition: withBlockIds(definition) });
  }

  /** Puts a view on top of the one that is open. @returns undefined when none is. */
  push(user: string, definition: JsonObject): View | undefined {
    const stack = this.stack(user);
    const top = stack.at(-1);
    if (!top) return undefined;
    const { rootId } = top;
    const view = { id: this.nextId(), user, rootId, previousId: top.id, hash: newHash(), definition };
    return this.show(user, stack, { ...view, definition: withBlockIds(definition) });
  }

  update(view: View, definition: JsonObject): void {
    view.definition = withBlockIds(definition);
    view.hash = newHash();
    this.changed();
  }

  /** Takes one view away; the one below it, if any, is seen again. */
  close(view: View): void {
    this.stacks.set(
      view.user,
      this.stack(view.user).filter((other) => other !== view),
    );
    this.changed();
  }

  closeAll(user: string): void {
    this.stacks.delete(user);
    this.changed();
  }

  stack(user: string): readonly View[] {
    return this.stacks.get(user) ?? [];
  }

  /** What that person sees on top; undefined when nothing is open. */
  top(user: string): View | undefined {
    return this.stack(user).at(-1);
  }

  find(wanted: { id?: string; externalId?: string }): View | undefined {
    const all = [...this.stacks.values()].flat();
    return all.find((view) => (wanted.id ? view.id === wanted.id : externalIdOf(view) === wanted.externalId));
  }

  clear(): void {
    this.stacks.clear();
  }

  private show(user: string, below: readonly View[], view: View): View {
    this.stacks.set(user, [...below, view]);
    this.changed();
    return view;
  }

  private nextId(): string {
    this.serial += 1;
    return `V0SANDBOX${String(this.serial).padStart(2, '0')}`;
  }
}

const externalIdOf = (view: View): string => stringIn(view.definition['external_id']);

const newHash = (): string => `${randomInt(1_000_000_000)}.${randomBytes(4).toString('hex')}`;

const withBlockIds = (definition: JsonObject): JsonObject => ({
  ...definition,
  blocks: withIds(objectsIn(definition['blocks'])),
});

/**
 * A view as the views.* methods answer it and interaction payloads carry it.
 * @param values the state of its inputs, by block and action.
 */
export function viewJson(view: View, values: JsonObject = {}): JsonObject {
  const { definition } = view;
  return {
    id: view.id,
    team_id: TEAM.id,
    type: definition['type'],
    blocks: definition['blocks'],
    private_metadata: stringIn(definition['private_metadata']),
    callback_id: stringIn(definition['callback_id']),
    external_id: externalIdOf(view),
    state: { values },
    hash: view.hash,
    title: definition['title'],
    close: definition['close'] ?? null,
    submit: definition['submit'] ?? null,
    clear_on_close: isTrue(definition['clear_on_close']),
    notify_on_close: isTrue(definition['notify_on_close']),
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    app_id: APP.id,
    app_installed_team_id: TEAM.id,
    bot_id: BOT.botId,
  };
}
