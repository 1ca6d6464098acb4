import { subcommandsOf } from '../chat/asked/subcommand.explorer';
import { CommandsModule } from '../commands/commands.module';
import { commandsPage } from '../commands/help/help.page';
import { configSchema } from '../config/config.schema';

process.stdout.write(commandsPage(configSchema.shape.COMMAND.parse(undefined), subcommandsOf(CommandsModule)));
