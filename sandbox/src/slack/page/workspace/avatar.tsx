import type { ReactElement } from 'react';
import './avatar.css';
import { useWorkspace } from './workspace';

const COLOURS = ['#3f6fb5', '#2b7a6b', '#a24e7f', '#7a5bb0', '#b0682c', '#4a7d3a'];

/** Initials on a colour that stays the same for a person; an app has a parcel instead. */
export function Avatar({
  id,
  name,
  app,
  size = 36,
}: {
  id: string;
  name: string;
  app: boolean;
  size?: number;
}): ReactElement {
  const { people } = useWorkspace();
  if (app) {
    return (
      <svg className="avatar" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" fill="#2d2233" />
        <path d="M7 11.5 16 7l9 4.5-9 4.5z" fill="#f2b84b" />
        <path d="M7 11.5v9L16 25v-9z" fill="#e08a2e" />
        <path d="M25 11.5v9L16 25v-9z" fill="#c76a1c" />
      </svg>
    );
  }
  return (
    <span
      className="avatar"
      style={{ width: size, height: size, fontSize: size * 0.42, background: colourOf(id, people) }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : (words[0]?.[0] ?? '?');
  return letters.toUpperCase();
}

// By the order of the directory, so that no two people of a small workspace look alike.
function colourOf(id: string, people: readonly { id: string }[]): string {
  const at = people.findIndex((person) => person.id === id);
  return COLOURS[Math.max(0, at) % COLOURS.length] ?? '#3f6fb5';
}
