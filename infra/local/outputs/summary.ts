import type { Outputs } from './Outputs.ts';
import { shownFolder } from './shownFolder.ts';

/**
 * Returns a box of text with what a newcomer needs of a running cloud.
 * @param files DIR
 * @param hints an app's own rows, name and value
 */
export function summary(
  title: string,
  outputs: Outputs,
  files: string,
  hints: readonly (readonly [string, string])[] = [],
): string {
  const rows: (readonly [string, string])[] = [
    ...row('GraphQL', outputs.graphqlEndpoint),
    ...row('  over TLS', outputs.graphqlEndpointTls),
    ...row('Real time', outputs.realtimeEndpoint),
    ['AWS endpoint', `${outputs.awsEndpoint}   ${outputs.region}`],
    ...row('API key', outputs.apiKey),
    ...hints,
    ['Outputs', `${shownFolder(files)}/outputs.json, amplify_outputs.json`],
    ['Stop', 'Ctrl-C'],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(13)} ${value}`);
  const width = Math.max(title.length, ...lines.map((line) => line.length));
  return [
    `╭─ ${title} ${'─'.repeat(width - title.length)}╮`,
    ...lines.map((line) => `│  ${line.padEnd(width)} │`),
    `╰${'─'.repeat(width + 3)}╯`,
    '',
  ].join('\n');
}

function row(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}
