/** Parts of the command, for a command of an app's own around the local cloud. */
export { Progress } from './Progress.ts';
export { type RunArguments, readArguments } from './readArguments.ts';
export { DEFAULT_PORT } from './readPort.ts';
export { runCommand } from './runCommand.ts';
export { UsageError } from './UsageError.ts';
