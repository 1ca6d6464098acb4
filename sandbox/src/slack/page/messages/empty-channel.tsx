import type { ReactElement } from 'react';
import { EXAMPLES } from '../composer/suggestions';
import { useWorkspace } from '../workspace/workspace';
import './empty-channel.css';

/** What a conversation without messages says: where one is, and what one can type there. */
export function EmptyChannel({ tryOut }: { tryOut: (line: string) => void }): ReactElement {
  const { place, botName } = useWorkspace();
  const direct = place.kind === 'direct';
  return (
    <div className="empty-channel">
      <h2>{direct ? `You and ${botName}` : `#${place.name}`}</h2>
      <p>
        {direct
          ? 'What is said here is between you and the app. It answers the same commands as in a channel.'
          : 'This is the very beginning of the channel. The bot listens: type a command below, or start with one of these.'}
      </p>
      <ul>
        {EXAMPLES.map(({ insert, detail }) => (
          <li key={insert}>
            <button type="button" onClick={() => tryOut(insert)}>
              <code>{insert}</code>
              <span>{detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
