import type { ReactElement, ReactNode } from 'react';
import { emojiCharacter } from './emoji';

const disc = (colour: string): ReactNode => <circle cx="10" cy="10" r="7.5" fill={colour} />;
const stroke = (d: string, colour = '#fff', width = 2): ReactNode => (
  <path d={d} fill="none" stroke={colour} strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
);
const tile = (colour: string): ReactNode => <rect x="2" y="2" width="16" height="16" rx="4" fill={colour} />;

/* Drawn here, so that the marks a bot's messages lean on look the same on a machine without an emoji font. */
const PICTURES: Record<string, ReactNode> = {
  white_check_mark: [tile('#2f9e5b'), stroke('M6 10.5 9 13.5 14.5 7')],
  heavy_check_mark: stroke('M4 11 8.5 15.5 16.5 5.5', '#2f9e5b', 3),
  x: stroke('M5 5 15 15M15 5 5 15', '#d6294f', 3.2),
  warning: [
    <path d="M10 2.5 18.5 17h-17z" fill="#f2b31b" stroke="#f2b31b" strokeLinejoin="round" strokeWidth="2" />,
    stroke('M10 7.5v4.5M10 15v.01', '#3d2b00'),
  ],
  information_source: [tile('#3b88c3'), stroke('M10 9v5M10 6v.01')],
  rotating_light: [
    <path d="M5 14v-3a5 5 0 0 1 10 0v3z" fill="#e23b4e" />,
    <rect x="3.5" y="14" width="13" height="3.5" rx="1" fill="#6c7a86" />,
    stroke('M10 1.5v2M3 5l1.5 1.5M17 5l-1.5 1.5', '#e23b4e', 1.6),
  ],
  double_vertical_bar: [tile('#3b88c3'), stroke('M7.5 6v8M12.5 6v8', '#fff', 2.6)],
  black_square_for_stop: [tile('#3b88c3'), <rect x="6" y="6" width="8" height="8" rx="1" fill="#fff" />],
  black_right_pointing_double_triangle_with_vertical_bar: [
    tile('#3b88c3'),
    <path d="M4.5 6v8l4.5-4zM9 6v8l4.5-4z" fill="#fff" />,
    stroke('M15 6.5v7'),
  ],
  grey_question: [stroke('M6.5 7a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M10 16v.01', '#8a949c', 2.4)],
  no_entry: [disc('#d6294f'), stroke('M6 10h8', '#fff', 3)],
  octagonal_sign: <path d="M7 2h6l5 5v6l-5 5H7l-5-5V7z" fill="#d6294f" />,
  hourglass_flowing_sand: [
    stroke('M5 2.5h10M5 17.5h10', '#8a6d3b'),
    <path d="M6 3.5h8v2.5L10.8 10 14 14v2.5H6V14l3.2-4L6 6z" fill="#cfe5f2" stroke="#7fa8c0" strokeWidth="1" />,
    <path d="M8 6.5h4L10 9.5zM7 16.2v-1.4L10 12l3 2.8v1.4z" fill="#e0a84c" />,
  ],
  rocket: [
    <path d="M12.5 3.5c2-1.2 4.5-1 4.5-1s.2 2.5-1 4.5l-5.5 6-3.5-3.5z" fill="#c8d3dc" />,
    <path d="M7.2 9.2 4 9.7l-1.5 2.5 3.5.3zM10.8 12.8 10.3 16l-2.5 1.5-.3-3.5z" fill="#d6294f" />,
    <circle cx="13.3" cy="6.7" r="1.4" fill="#3b88c3" />,
    <path d="M5.5 12.5c-1.8.6-2.5 3.7-2.5 4.5.8 0 3.9-.7 4.5-2.5z" fill="#f2a51b" />,
  ],
  bell: [
    <path d="M4 14.5 5.5 12V9a4.5 4.5 0 0 1 9 0v3l1.5 2.5z" fill="#f2b31b" />,
    <circle cx="10" cy="16.3" r="1.8" fill="#c98a0e" />,
  ],
  lock: [
    stroke('M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9', '#8a949c'),
    <rect x="4" y="8.5" width="12" height="9" rx="2" fill="#f2a51b" />,
  ],
  arrow_up: [tile('#3b88c3'), stroke('M10 14.5V6M6 9.5 10 5.5 14 9.5')],
  arrow_down: [tile('#3b88c3'), stroke('M10 5.5V14M6 10.5 10 14.5 14 10.5')],
  arrow_right: [tile('#3b88c3'), stroke('M5.5 10H14M10.5 6 14.5 10 10.5 14')],
  arrows_counterclockwise: [
    tile('#3b88c3'),
    stroke('M14 8a4.5 4.5 0 0 0-8-.5M6 12a4.5 4.5 0 0 0 8 .5M14 5v3h-3M6 15v-3h3', '#fff', 1.6),
  ],
  rewind: [tile('#3b88c3'), <path d="M10 6v8l-5-4zM15 6v8l-5-4z" fill="#fff" />],
  leftwards_arrow_with_hook: [tile('#3b88c3'), stroke('M8 7 5 10l3 3M5.5 10H13a2 2 0 0 0 2-2V6.5')],
  chart_with_upwards_trend: [
    <rect x="2" y="2" width="16" height="16" rx="2" fill="#e9eef2" />,
    stroke('M4.5 14 8 9.5 11 12l4.5-6.5', '#d6294f'),
  ],
  chart_with_downwards_trend: [
    <rect x="2" y="2" width="16" height="16" rx="2" fill="#e9eef2" />,
    stroke('M4.5 6 8 10.5 11 8l4.5 6.5', '#3b88c3'),
  ],
  large_green_circle: disc('#2f9e5b'),
  red_circle: disc('#d6294f'),
  large_yellow_circle: disc('#f2c21b'),
  large_orange_circle: disc('#ee8a1d'),
  large_blue_circle: disc('#3b88c3'),
  white_circle: <circle cx="10" cy="10" r="7" fill="#fff" stroke="#b5bcc2" strokeWidth="1.5" />,
  black_circle: disc('#2b2f33'),
  white_small_square: <rect x="6" y="6" width="8" height="8" rx="1" fill="#fff" stroke="#b5bcc2" strokeWidth="1.5" />,
  tada: [
    <path d="M2.5 17.5 7 6.5l6.5 6.5z" fill="#f2b31b" />,
    stroke('M11 8c1-2.5.5-4-.5-5M12.5 9.5c2-2 3.5-2 5-1.5', '#d6294f', 1.5),
    stroke('M14.5 3v.01M17 13.5v.01M7.5 3.5v.01', '#3b88c3', 2.4),
  ],
  eyes: [
    <ellipse cx="6" cy="10" rx="4" ry="6" fill="#fff" stroke="#8a949c" />,
    <ellipse cx="14" cy="10" rx="4" ry="6" fill="#fff" stroke="#8a949c" />,
    <circle cx="4.8" cy="11" r="2" fill="#2b2f33" />,
    <circle cx="12.8" cy="11" r="2" fill="#2b2f33" />,
  ],
};

/** An emoji by Slack's name: drawn where this page has a drawing, else the character; the name is read aloud. */
export function EmojiPicture({ name }: { name: string }): ReactElement {
  const picture = PICTURES[name];
  const label = name.replaceAll('_', ' ');
  if (picture === undefined) {
    return (
      <span className="emoji" role="img" aria-label={label} title={`:${name}:`}>
        {emojiCharacter(name) ?? `:${name}:`}
      </span>
    );
  }
  return (
    <svg className="emoji emoji-drawn" viewBox="0 0 20 20" role="img" aria-label={label}>
      <title>{`:${name}:`}</title>
      {picture}
    </svg>
  );
}
