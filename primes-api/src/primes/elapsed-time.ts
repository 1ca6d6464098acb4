/** `hh:mm:ss.ff`: hours, minutes, seconds and hundredths, cut off and not rounded, as a stopwatch shows them. */
export function elapsedTime(ms: number): string {
  const hundredths = Math.floor(ms / 10);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const [hours, minutes, seconds] = [hundredths / 360_000, (hundredths / 6000) % 60, (hundredths / 100) % 60];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${two(hundredths % 100)}`;
}
