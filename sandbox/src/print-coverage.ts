import { coverageText } from './coverage';

process.stdout.write(coverageText());
