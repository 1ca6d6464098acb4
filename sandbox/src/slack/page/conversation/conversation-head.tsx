import type { ReactElement } from 'react';
import { Icon } from '../theme/icons';
import { Avatar } from '../workspace/avatar';
import { useWorkspace } from '../workspace/workspace';

/** The name of the place one is in and who is there; on a small screen also the way to the other places. */
export function ConversationHead({ openSidebar }: { openSidebar: (() => void) | null }): ReactElement {
  const { place, people, me, botName } = useWorkspace();
  const direct = place.kind === 'direct';
  return (
    <header className="conversation-head">
      {openSidebar && (
        <button type="button" className="icon-button" aria-label="Open channels" onClick={openSidebar}>
          <Icon name="menu" />
        </button>
      )}
      <h2>
        {direct && <Avatar id="" name={botName} app size={24} />}
        {direct ? botName : `#${place.name}`}
      </h2>
      <p className="conversation-about">{direct ? `App, in private with ${me.name}` : ''}</p>
      {!direct && (
        <div
          className="conversation-faces"
          role="img"
          aria-label={`${people.length} people and the bot are in this channel`}
        >
          {people.slice(0, 4).map((person) => (
            <Avatar key={person.id} id={person.id} name={person.realName} app={false} size={24} />
          ))}
          <span>{people.length + 1}</span>
        </div>
      )}
    </header>
  );
}
