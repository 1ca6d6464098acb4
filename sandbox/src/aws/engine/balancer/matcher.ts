/**
 * Whether a status is one of a target group's success codes.
 * @param matcher ELB's HttpCode: "200", "200,202" or "200-299".
 */
export function matches(matcher: string, status: number): boolean {
  return matcher.split(',').some((part) => {
    const [from = '', to = from] = part.trim().split('-');
    return status >= Number(from) && status <= Number(to);
  });
}

/** Whether ELB takes `matcher`: codes of 200 to 499, single, listed or as ranges. */
export function isMatcher(matcher: string): boolean {
  if (!/^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(matcher)) return false;
  return matcher.split(/[,-]/).every((code) => Number(code) >= 200 && Number(code) <= 499);
}
