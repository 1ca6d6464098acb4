/** Ends at once, as a program with a wrong configuration does. */
process.stderr.write('Error: DATABASE_URL is not set. Set it in the task definition and deploy again.\n');
process.exit(1);
