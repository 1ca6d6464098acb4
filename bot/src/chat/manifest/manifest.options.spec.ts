import { manifestOptions } from './manifest.options';

describe('the options of the manifest', () => {
  it('are the configured standard when nothing is given: Socket Mode and /ecs', () => {
    expect(manifestOptions([])).toEqual({ command: '/ecs' });
  });

  it('take a base URL or a full one', () => {
    expect(manifestOptions(['--http', 'https://bot.example.com'])).toEqual({
      command: '/ecs',
      requestUrl: 'https://bot.example.com/slack/events',
    });
    expect(manifestOptions(['--command', '/ecs-staging', '--http', 'https://example.com/hook'])).toEqual({
      command: '/ecs-staging',
      requestUrl: 'https://example.com/hook',
    });
  });

  it('are explained where that is asked for', () => {
    expect(manifestOptions(['--help']).help).toMatch(/--http <url>.*\n.*--command <name>/);
    expect(manifestOptions([]).help).toBeUndefined();
  });

  it('refuse in a sentence what Slack would not take', () => {
    expect(() => manifestOptions(['--http', 'http://bot.example.com'])).toThrow('https addresses only');
    expect(() => manifestOptions(['--http', 'bot'])).toThrow('--http bot cannot be used');
    expect(() => manifestOptions(['--command', 'ecs'])).toThrow('it begins with /');
    expect(() => manifestOptions(['--https', 'x'])).toThrow("Unknown option '--https'. Did you mean --http?");
    expect(() => manifestOptions(['/ecs'])).toThrow('"/ecs" is a word too many. npm run -s manifest -- --help');
  });
});
