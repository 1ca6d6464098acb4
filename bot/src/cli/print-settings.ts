import { settingsSection } from '../config/settings.page';

process.stdout.write(settingsSection());
