/** Parts of the command, for a command of an app's own around the local cloud. */
export { Progress } from './Progress.ts';
export { readHosts } from './readHosts.ts';
export { readPair } from './readPair.ts';
export { DEFAULT_PORT, readPort } from './readPort.ts';
export { runCommand } from './runCommand.ts';
export { UsageError } from './UsageError.ts';
