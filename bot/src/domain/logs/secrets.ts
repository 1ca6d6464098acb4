import { maskNamed } from './named-secrets';

/** What stands where a secret stood. */
export const MASK = '•••';

/** Each replaces what it finds, and keeps what is around it. */
const FORMS: readonly [RegExp, string][] = [
  // A password in an address: https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'<>]{0,200}:)[^\s/"'<>]{1,400}(?=@)/gi, `$1${MASK}`],
  // A token alone in the place of a user.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[\w.~%-]{16,400}(?=@)/gi, `$1${MASK}`],
  // https://datatracker.ietf.org/doc/html/rfc7235#section-2.1: a scheme, and what proves who asks.
  [/(\b(?:bearer|basic)\s+)[\w.~+/-]{8,}={0,2}/gi, `$1${MASK}`],
  // JSON Web Tokens: two parts of base64url that begin with {", and a signature.
  [/\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g, MASK],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  [/\b(?:AKIA|ASIA)[A-Z2-7]{12,20}\b/g, MASK],
  // GitHub, GitLab, Slack, Stripe, Google, npm, SendGrid, OpenAI and Anthropic, PyPI, Docker, DigitalOcean, Shopify, HashiCorp.
  [/\b(?:gh[opsur]_|github_pat_)\w{20,}/g, MASK],
  [/\bglpat-[\w-]{16,}/g, MASK],
  [/\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]{10,}/g, MASK],
  [/\b(?:sk|rk|pk|whsec)_(?:live|test)?_?[A-Za-z0-9]{16,}/g, MASK],
  [/\bAIza[\w-]{30,}/g, MASK],
  [/\bya29\.[\w-]{20,}/g, MASK],
  [/\bnpm_[A-Za-z0-9]{30,}/g, MASK],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/g, MASK],
  [/\bsk-(?:ant-|proj-)?[\w-]{20,}/g, MASK],
  [/\bpypi-[\w-]{20,}/g, MASK],
  [/\bdckr_pat_[\w-]{16,}/g, MASK],
  [/\bdo[opr]_v1_[0-9a-f]{32,}/g, MASK],
  [/\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}/g, MASK],
  [/\bhv[sb]\.[\w-]{20,}/g, MASK],
  [/(\bhooks\.slack\.com\/[a-z]+\/\w+\/\w+\/)\w+/gi, `$1${MASK}`],
  // PEM: its first line, and lines of nothing but base64, which its body consists of.
  [/(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[^-]*/g, `$1${MASK}`],
  [/^(?![0-9a-f]+$)[A-Za-z0-9+/]{60,76}={0,2}$/gim, MASK],
];

/**
 * A text with its secrets masked, and everything else of it as it was: passwords in addresses, keys and tokens by the form
 * that those who issue them gave them, and what is called a password, a secret, a token or a key where it stands. What
 * it does not know for one, it cannot mask.
 */
export function maskSecrets(text: string): string {
  const formless = FORMS.reduce((masked, [form, instead]) => masked.replaceAll(form, instead), text);
  return maskNamed(formless, MASK);
}
