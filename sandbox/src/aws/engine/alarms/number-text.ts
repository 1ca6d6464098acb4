/**
 * A number as CloudWatch writes doubles in its sentences and JSON: always with a decimal point, in scientific notation
 * from ten million on and below a thousandth ("60.0", "0.35220499733424884", "1.0E7").
 */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [mantissa = '', exponent = ''] = value.toExponential().split('e');
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
