import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Measurement, Result, Scale } from './Measurement.ts';

/**
 * Runs the measurements of this folder, or those named, one after the other, and prints a table.
 *
 * @example
 * npm run bench
 * npm run bench -- noneResolver fanOut
 * npm run bench -- dispatch --devices 30000
 */
async function main(names: readonly string[], scale: Scale): Promise<void> {
  const suffix = '.bench.ts';
  const known = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no measurement ${unknown.join(', ')}; there are ${known.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  // Functions that a measurement calls itself measure under this name.
  process.env.METRIC_NAMESPACE = 'bench';
  for (const name of names.length > 0 ? names : known) {
    const { measurement } = (await import(`./${name}${suffix}`)) as { readonly measurement: Measurement };
    process.stdout.write(`\n${measurement.title} (${name})\n`);
    process.stdout.write(table(await measurement.run(scale)));
  }
}

function table(results: readonly Result[]): string {
  const rows = [
    ['', 'measured', 'baseline', 'ratio', 'bar', ''],
    ...results.map(({ what, measured, baseline = '', ratio, bar, note = '' }) => [
      what,
      measured,
      baseline,
      ratio === undefined ? '' : ratio.toFixed(2),
      barText(bar, ratio),
      note,
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

function barText(bar: Result['bar'], ratio: number | undefined): string {
  if (bar === undefined || ratio === undefined) return '';
  if ('atLeast' in bar) return `>= ${bar.atLeast.toFixed(2)} ${ratio >= bar.atLeast ? 'met' : 'MISSED'}`;
  return `<= ${bar.atMost.toFixed(2)} ${ratio <= bar.atMost ? 'met' : 'MISSED'}`;
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { devices: { type: 'string' } } });
await main(positionals, values.devices === undefined ? {} : { devices: Number(values.devices) });
