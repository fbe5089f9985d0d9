import type { AppliedAssembly } from '../assembly/applyAssembly.ts';

/** Names shown of the resources of a type that are left out. */
const SHOWN = 2;

/** Writes lines to standard output that say how far a start is and how long each step took. */
export class Progress {
  readonly #begun = performance.now();
  #last = this.#begun;

  /** Prints a finished step with its seconds. */
  step(line: string): void {
    const now = performance.now();
    print(`  ${line} (${((now - this.#last) / 1000).toFixed(1)} s)\n`);
    this.#last = now;
  }

  /** Prints the result of applying an assembly, and what it left out. */
  applied({ applied, removed, kept, ignored }: AppliedAssembly): void {
    this.step(`applied ${applied} resources${removed > 0 ? `, removed ${removed}` : ''}`);
    for (const resource of kept) print(`  kept ${resource}, as its deletion policy says\n`);
    for (const [type, logicalIds] of ignored) print(`  left out ${type}: ${someOf(logicalIds)}\n`);
  }

  /** Returns the seconds since the start, such as `1.7`. */
  seconds(): string {
    return ((performance.now() - this.#begun) / 1000).toFixed(1);
  }
}

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

function print(text: string): void {
  process.stdout.write(text);
}
