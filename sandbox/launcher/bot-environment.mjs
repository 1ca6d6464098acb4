// What leads the bot, or a program like it, to the sandbox and nowhere else.

/** The only AWS there is here. Credentials are any: the sandbox takes all. */
export const sandboxAws = {
  AWS_REGION: 'us-west-2',
  AWS_ACCESS_KEY_ID: 'sandbox',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** The environment without what leads to somebody's own AWS: a profile, a region, keys, an endpoint of one service. */
export const withoutAws = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));

/**
 * The addresses and tokens that a running sandbox is reached with.
 * @param {{ aws: string, slack: string, tokens: { bot: string, app: string } }} sandbox
 */
export const atSandbox = ({ aws, slack, tokens }) => ({
  ...sandboxAws,
  NODE_ENV: 'production',
  ALLOW_ENDPOINT_OVERRIDE: '1',
  AWS_ENDPOINT_URL: aws,
  SLACK_API_URL: `${slack}/api/`,
  SLACK_BOT_TOKEN: tokens.bot,
  SLACK_APP_TOKEN: tokens.app,
});
