/**
 * Called by a computation every few hundred steps. It returns when the computation may go on, after sleeping when the
 * task's CPU allowance asks for it, and throws {@link Cancelled} when nobody waits for the result any more.
 */
export type Checkpoint = () => void;

/** Thrown through a computation, by its checkpoint, to end it early. */
export class Cancelled extends Error {
  constructor() {
    super('The computation was cancelled because its client hung up.');
    this.name = 'Cancelled';
  }
}
