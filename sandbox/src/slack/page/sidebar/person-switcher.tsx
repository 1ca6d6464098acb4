import { Select, SelectItem, SelectItemCheck, SelectLabel, SelectPopover, SelectProvider } from '@ariakit/react';
import type { ReactElement } from 'react';
import { writeRoute } from '../route/route';
import { Icon } from '../theme/icons';
import { Avatar } from '../workspace/avatar';
import { useWorkspace } from '../workspace/workspace';

/** Who one is. Here, unlike in Slack, one can be anybody: that is how one sees what each of them may do. */
export function PersonSwitcher(): ReactElement {
  const { people, me, place } = useWorkspace();
  const become = (person: string): void => {
    window.location.hash = writeRoute({ place, person });
  };
  return (
    <div className="switcher">
      <SelectProvider value={me.name} setValue={become} placement="top-start">
        <SelectLabel className="switcher-label">Acting as</SelectLabel>
        <Select className="switcher-button">
          <Avatar id={me.id} name={me.realName} app={false} size={32} />
          <span className="switcher-name">
            <b>{me.realName}</b>
            <small>
              {me.name} · {me.title}
            </small>
          </span>
          <Icon name="chevron" />
        </Select>
        <SelectPopover
          className="popup"
          aria-label="People"
          aria-labelledby={undefined}
          gutter={6}
          sameWidth
          portal
          unmountOnHide
        >
          {people.map((person) => (
            <SelectItem
              key={person.id}
              value={person.name}
              className="popup-item"
              aria-label={`${person.name}, ${person.title}`}
            >
              <Avatar id={person.id} name={person.realName} app={false} size={28} />
              <span className="popup-item-words">
                {person.realName}
                <small>
                  {person.name} · {person.title}
                </small>
              </span>
              <SelectItemCheck />
            </SelectItem>
          ))}
        </SelectPopover>
      </SelectProvider>
    </div>
  );
}
