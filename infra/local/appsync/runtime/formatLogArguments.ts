/** A log line's arguments as AppSync writes them: strings in quotes, the rest as JSON. ? Several arguments are taken to be joined by a space. */
export function formatLogArguments(given: readonly unknown[]): string {
  return given.map((value) => JSON.stringify(value) ?? 'undefined').join(' ');
}
