import type { Finding, Platform } from './preflight.types';

/** Whether an image is built for what the tasks run on. A version of Windows is the registry's to know, not the manifest's. */
export function platformFinding(wanted: Platform | undefined, built: Platform[] | undefined): Finding {
  if (wanted === undefined) {
    return { check: 'platform', state: 'unknown', why: 'The container instances decide what the tasks run on.' };
  }
  const words = { wanted: platformWords(wanted) };
  if (built === undefined) {
    const why = 'Its manifest is of one image, which says its platform only within its layers.';
    return { check: 'platform', state: 'unknown', ...words, why };
  }
  const fits = built.some((one) => one.architecture === wanted.architecture && family(one) === family(wanted));
  return { check: 'platform', state: fits ? 'ok' : 'stops', ...words, built: built.map(platformWords) };
}

/** `LINUX/X86_64` */
function platformWords({ os, architecture }: Platform): string {
  return `${os}/${architecture}`;
}

const family = ({ os }: Platform): string => os.split('_')[0] ?? os;
