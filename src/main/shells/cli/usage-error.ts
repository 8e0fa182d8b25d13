/** The command was called wrongly: said on the error stream, exit code 2. */
export class UsageError extends Error {}
