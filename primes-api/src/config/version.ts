/** The package's version; a spec holds it to package.json, which the compiled program does not carry along. */
export const VERSION = '0.1.0';
