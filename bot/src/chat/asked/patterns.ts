/** The message patterns under which Nest knows the handlers. */
export const commandPattern = (name: string): string => `command:${name}`;
export const actionPattern = (id: string): string => `action:${id}`;
