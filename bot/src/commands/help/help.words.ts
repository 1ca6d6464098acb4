import type { Right } from '../../domain/access/access.types';

/** Who may give a command that needs this right. */
export const WHO: Record<Right, string> = {
  look: 'Everybody may.',
  operate: 'Operators and administrators may.',
  run: 'Administrators and those whom JOB_RUNNERS names may.',
  administer: 'Administrators may.',
};
