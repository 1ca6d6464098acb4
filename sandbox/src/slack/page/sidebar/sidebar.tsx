import type { ReactElement, ReactNode } from 'react';
import { addressOf, type Place } from '../route/route';
import { Icon } from '../theme/icons';
import { Avatar } from '../workspace/avatar';
import { useWorkspace } from '../workspace/workspace';
import './sidebar.css';
import { PersonSwitcher } from './person-switcher';

interface Props {
  /** How much is unread, by the sandbox's name for the conversation. */
  unread: ReadonlyMap<string, number>;
  live: boolean;
  /** Called when a conversation was chosen, so that a drawer can close. */
  chosen?: () => void;
}

/** The dark side: the workspace, its channels, the direct message with the bot, and who one is. */
export function Sidebar({ unread, live, chosen }: Props): ReactElement {
  const workspace = useWorkspace();
  const { channels, me, botName } = workspace;
  const direct: Place = { kind: 'direct' };
  return (
    <div className="sidebar">
      <header className="sidebar-head">
        <h1>Sandbox</h1>
        <p role="status" className="connection" data-live={live}>
          {live ? 'Live' : 'Reconnecting…'}
        </p>
      </header>
      <nav aria-label="Conversations" className="sidebar-body">
        <h2 id="channels-heading">Channels</h2>
        <ul aria-labelledby="channels-heading">
          {channels.map(({ id, name }) => (
            <PlaceLink key={id} place={{ kind: 'channel', name }} label={`#${name}`} unread={unread} chosen={chosen}>
              <Icon name="hash" />
              <span className="place-name">{name}</span>
            </PlaceLink>
          ))}
        </ul>
        <h2 id="direct-heading">Direct messages</h2>
        <ul aria-labelledby="direct-heading">
          <PlaceLink place={direct} label={botName} unread={unread} chosen={chosen}>
            <Avatar id="" name={botName} app size={20} />
            <span className="place-name">{botName}</span>
            <span className="app-badge">APP</span>
          </PlaceLink>
        </ul>
      </nav>
      <PersonSwitcher key={me.id} />
    </div>
  );
}

interface LinkProps {
  place: Place;
  label: string;
  unread: ReadonlyMap<string, number>;
  chosen?: (() => void) | undefined;
  children: ReactNode;
}

function PlaceLink({ place, label, unread, chosen, children }: LinkProps): ReactElement {
  const { linkTo, me, address } = useWorkspace();
  const own = addressOf(place, me.name);
  const current = own === address;
  const count = current ? 0 : (unread.get(own) ?? 0);
  const badge = `unread-${own}`;
  return (
    <li>
      <a
        className="place"
        href={linkTo(place)}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        aria-describedby={count > 0 ? badge : undefined}
        data-unread={count > 0}
        onClick={chosen}
      >
        {children}
        {count > 0 && (
          <span className="badge" id={badge}>
            {count}
            <span className="hidden"> unread</span>
          </span>
        )}
      </a>
    </li>
  );
}
