import { ManualClock } from '../../kernel/spec/manual-clock';
import { Channels } from '../slack/channels';
import { SlackPoster } from '../slack/slack-poster';
import { Board } from '../told/board';
import { InMemoryBoardRepository } from './board.in-memory.repository';
import type { BoardRepository } from '../told/board.repository';
import { Teller } from '../told/teller';
import { FakeSlack } from './slack.fake';

/** For specs: the real board before the fake Slack. */
export function boardBefore(
  slack: FakeSlack,
  clock: ManualClock,
  repository: BoardRepository = new InMemoryBoardRepository(),
): Board {
  return new Board(new Teller(new SlackPoster(slack.web, clock), new Channels(slack.web, clock)), repository, clock);
}
