import { InvalidArgumentError, Option } from 'commander';

/** An option with a value that is read by `read`, which throws InvalidArgumentError with a sentence. */
export function valued<T>(flags: string, help: string, read: (value: string) => T): Option {
  return new Option(flags, help).argParser((typed) => {
    const value = typed.trim();
    if (value === '') throw new InvalidArgumentError('It is empty.');
    // commander takes whatever comes next; whoever typed `--image --yes` forgot the image.
    if (value.startsWith('-')) throw new InvalidArgumentError('A value does not begin with a dash.');
    return read(value);
  });
}

export const text = (flags: string, help: string): Option => valued(flags, help, (value) => value);

/** Values with commas or spaces between them. */
export const list = (flags: string, help: string): Option =>
  valued(flags, help, (value) => value.split(/[\s,]+/).filter(Boolean));

/** A text of which there are only these, in whatever case. */
export const oneOf = (flags: string, help: string, values: readonly string[]): Option =>
  valued(flags, help, (value) => {
    const known = values.find((candidate) => candidate === value.toLowerCase());
    if (known === undefined) throw new InvalidArgumentError(`It must be one of ${values.join(', ')}.`);
    return known;
  });

/** A text of this form. @param must what it must be, as in "It must be …" */
export const formed = (flags: string, help: string, form: RegExp, must: string): Option =>
  valued(flags, help, (value) => {
    if (!form.test(value)) throw new InvalidArgumentError(`It must be ${must}.`);
    return value;
  });

/** A whole number: one of these, or one between two bounds. */
export const whole = (flags: string, help: string, allowed: readonly number[] | { from: number; to: number }): Option =>
  valued(flags, help, (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    const fits = 'from' in allowed ? number >= allowed.from && number <= allowed.to : allowed.includes(number);
    if (fits) return number;
    const which =
      'from' in allowed ? `a whole number from ${allowed.from} to ${allowed.to}` : `one of ${allowed.join(', ')}`;
    throw new InvalidArgumentError(`It must be ${which}.`);
  });

/** A yes, and the no that takes it back. @param name without dashes */
export const yes = (name: string, help: string): Option[] => [
  new Option(`--${name}`, help),
  new Option(`--no-${name}`, `not: ${help}`).hideHelp(),
];
