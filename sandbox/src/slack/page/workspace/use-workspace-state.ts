import { useEffect, useMemo } from 'react';
import type { Directory, Screen } from '../api/contract';
import { readPermalink } from '../route/permalink';
import { addressOf, readRoute, writeRoute, type Place, type Route } from '../route/route';
import type { Workspace } from './workspace';

const REMEMBERED = 'sandbox.person';

/** The route that the hash means, with what it leaves out filled in: the person who sat here last, the first channel. */
export function settledRoute(hash: string, directory: Directory): Route & { person: string } {
  const asked = readRoute(hash);
  const known = (name: string | null | undefined): boolean => directory.people.some((person) => person.name === name);
  const remembered = window.localStorage.getItem(REMEMBERED);
  const fallback = known(remembered) ? (remembered ?? '') : (directory.people[0]?.name ?? '');
  const person = known(asked?.person) ? (asked?.person ?? fallback) : fallback;
  const first: Place = { kind: 'channel', name: directory.channels[0]?.name ?? 'general' };
  return { ...asked, place: asked === null ? first : existing(asked.place, directory, first), person };
}

function existing(place: Place, directory: Directory, otherwise: Place): Place {
  if (place.kind === 'direct') return place;
  return directory.channels.some(({ name }) => name === place.name) ? place : otherwise;
}

/** The workspace as it is drawn now. */
export function useWorkspaceState(
  directory: Directory,
  route: Route & { person: string },
  screens: ReadonlyMap<string, Screen>,
): Workspace {
  const { person } = route;
  useEffect(() => window.localStorage.setItem(REMEMBERED, person), [person]);
  const apps = useMemo(() => appNames(directory, screens), [directory, screens]);
  const appKey = JSON.stringify(apps);
  const placeKey = JSON.stringify(route.place);
  return useMemo(() => {
    const named = new Map(JSON.parse(appKey) as [string, string][]);
    const place = JSON.parse(placeKey) as Place;
    const me = directory.people.find(({ name }) => name === person) ?? {
      id: '',
      name: person,
      realName: person,
      title: '',
    };
    const names = new Map([...named, ...directory.people.map(({ id, name }) => [id, name] as const)]);
    return {
      ...directory,
      me,
      place,
      address: addressOf(place, person),
      botName: [...named].find(([id]) => id !== 'USLACKBOT')?.[1] ?? 'ecs',
      nameOf: (id: string) => names.get(id),
      isApp: (id: string) => directory.people.every((one) => one.id !== id),
      linkTo: (to: Place, thread?: string) =>
        writeRoute({ place: to, person, ...(thread === undefined ? {} : { thread }) }),
      linkInside: (address: string) => {
        if (!URL.canParse(address) || new URL(address).origin !== window.location.origin) return null;
        const found = readPermalink(new URL(address), directory.channels);
        return found && writeRoute({ ...found, person });
      },
    };
  }, [directory, person, placeKey, appKey]);
}

// Apps are not in the directory: their names are learned from what they say.
function appNames(directory: Directory, screens: ReadonlyMap<string, Screen>): [string, string][] {
  const people = new Set(directory.people.map(({ id }) => id));
  const found = new Map<string, string>();
  for (const { messages } of screens.values()) {
    for (const { user, author } of messages) if (!people.has(user)) found.set(user, author);
  }
  return [...found].toSorted(([a], [b]) => a.localeCompare(b));
}
