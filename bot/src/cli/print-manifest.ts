import { manifestOptions, type ManifestOptions } from '../chat/manifest/manifest.options';
import { slackManifest } from '../chat/manifest/manifest';
import { subcommandsOf } from '../chat/asked/subcommand.explorer';
import { CommandsModule } from '../commands/commands.module';
import { UserError } from '../kernel/user-error';

const SOCKET_ONLY =
  'Note: the bot itself connects by Socket Mode and receives no requests. To use it as it is, leave --http out.';

try {
  print(manifestOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function print({ help, ...options }: ManifestOptions): void {
  if (help !== undefined) return void process.stdout.write(help);
  const manifest = slackManifest({ ...options, specs: subcommandsOf(CommandsModule) });
  process.stdout.write(`${JSON.stringify(manifest, undefined, 2)}\n`);
  if (options.requestUrl !== undefined) process.stderr.write(`${SOCKET_ONLY}\n`);
}
