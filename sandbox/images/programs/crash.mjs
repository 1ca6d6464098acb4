/** Ends at once, as a program with a wrong configuration does. */
console.error('Error: DATABASE_URL is not set. Set it in the task definition and deploy again.');
process.exit(1);
