import { z } from 'zod';
import type { OfferedChange } from '../../domain/changes/change.types';
import { button } from './buttons';
import type { Button, Confirmation } from './buttons';
import { canBeCarried, serviceRefSchema } from './payload';

/** The action of a button that makes a change. */
export const CHANGE_ACTION = 'change.make';
/** The same for a change to which another right is enough: jobs. */
export const JOB_ACTION = 'change.job';

/** How a change is offered. */
export interface ChangeOffer {
  style?: 'primary' | 'danger';
  confirm?: Confirmation;
  /** Who asked for it and in which words, where the button is the answer to that. */
  asked?: { id: string; name?: string | undefined; said?: string | undefined };
  /** The announcement takes the place of the message that the button stands in. */
  inPlace?: boolean;
  /** What that message says now, where it goes on being worth telling. */
  before?: string;
  /** It is offered without its plan: what has to be looked at first is then asked about. */
  isUnseen?: boolean;
}

/** What travels with a click. */
export const changePayload = z.object({
  kind: z.string(),
  ref: serviceRefSchema,
  wish: z.unknown(),
  basis: z.object({ key: z.string(), words: z.string() }),
  asked: z.object({ id: z.string(), name: z.string().optional(), said: z.string().optional() }).optional(),
  inPlace: z.boolean().optional(),
  before: z.string().optional(),
  isUnseen: z.boolean().optional(),
});

const JOBS: ReadonlySet<OfferedChange['kind']> = new Set(['run', 'end-run']);

/** The longest words of a person that a button carries: the rest is cut. */
const SAID = 300;

/** Whether Slack carries a change on a button. */
export function canBeMade(change: OfferedChange): boolean {
  return canBeCarried({ ...change, isUnseen: true });
}

/** A button that makes a change, and refuses when the world has moved since it was offered. */
export function changeButton(label: string, change: OfferedChange, offer: ChangeOffer = {}): Button {
  const { style, confirm, asked, inPlace, before, isUnseen } = offer;
  const { said, ...who } = asked ?? {};
  const must = {
    ...change,
    ...(asked ? { asked: who } : {}),
    ...(inPlace ? { inPlace } : {}),
    ...(isUnseen ? { isUnseen } : {}),
  };
  const may = {
    ...(said === undefined ? {} : { asked: { ...who, said: said.slice(0, SAID) } }),
    ...(before ? { before } : {}),
  };
  const whole = { ...must, ...may };
  return button({
    id: JOBS.has(change.kind) ? JOB_ACTION : CHANGE_ACTION,
    label,
    // What was said is nice to have; what is to be done, to what and from what, has to get through.
    payload: canBeCarried(whole) ? whole : must,
    ...(style ? { style } : {}),
    ...(confirm ? { confirm } : {}),
  });
}
