// What a request costs a task, for as long as its answers do not say it themselves.

/**
 * CPU time of one answer apart from its computation, in milliseconds, on a machine that needs `referenceMs` for the
 * computation: reading, routing, the hand-over to the worker and back. Measured at ten requests a second as the CPU
 * time of the whole process less what its Server-Timing headers add up to.
 */
const HTTP_MS = 2.2;
/** CPU that a task uses though nobody asks it anything but health checks, in cores; measured. */
const IDLE_CORES = 0.003;

/**
 * CPU time that counting the primes up to n by trial division takes on the machine on which HTTP_MS was measured, in
 * milliseconds: it grows with n^1.5 / ln n, within a tenth of what was measured between 10^5 and 10^7.
 * @param {number} n
 */
const referenceMs = (n) => (n < 10 ? 0.01 : Math.max(0.01, (0.95e-6 * n ** 1.5) / Math.log(n)));

/**
 * @param {number} n the number whose primes are counted
 * @param {number | undefined} measuredMs CPU time of a worker for one answer, in milliseconds, where it is known
 * @returns {{ cpuMs: number, httpMs: number, idleCores: number }}
 */
export function fallbackCost(n, measuredMs) {
  const cpuMs = measuredMs ?? referenceMs(n);
  // A machine that divides at half the speed does HTTP at about half the speed too, and so does a busy one.
  const slower = Math.min(5, Math.max(0.5, cpuMs / referenceMs(n)));
  return { cpuMs, httpMs: HTTP_MS * slower, idleCores: IDLE_CORES };
}
