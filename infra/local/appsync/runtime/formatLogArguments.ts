/** Returns a log line's arguments as AppSync writes them: strings in quotes, the rest as JSON. ? A space joins them. */
export function formatLogArguments(given: readonly unknown[]): string {
  return given.map((value) => JSON.stringify(value) ?? 'undefined').join(' ');
}
