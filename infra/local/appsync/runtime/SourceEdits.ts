interface Insertion {
  readonly offset: number;
  readonly text: string;
  /** The order of edits at one offset: first what closes, innermost first, then what opens, outermost first. */
  readonly rank: number;
}

/** Edits of a source text that keep its lines, so that a position in the result maps back to the original. */
export class SourceEdits {
  readonly #source: string;
  readonly #insertions: Insertion[] = [];
  readonly #blanks: [number, number][] = [];

  constructor(source: string) {
    this.#source = source;
  }

  /** Inserts `text`, which has no line break, before what starts at `offset`. */
  open(offset: number, text: string): void {
    this.#insertions.push({ offset, text, rank: this.#insertions.length });
  }

  /** Inserts `text`, which has no line break, after what ends at `offset`. Give the outer of two constructs first. */
  close(offset: number, text: string): void {
    this.#insertions.push({ offset, text, rank: -this.#insertions.length });
  }

  /** Replaces everything but line breaks by spaces. */
  blank(start: number, end: number): void {
    this.#blanks.push([start, end]);
  }

  apply(): string {
    let text = this.#source;
    for (const [start, end] of this.#blanks) {
      text = text.slice(0, start) + text.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, ' ') + text.slice(end);
    }
    let result = '';
    let from = 0;
    for (const { offset, text: inserted } of this.#ordered()) {
      result += text.slice(from, offset) + inserted;
      from = offset;
    }
    return result + text.slice(from);
  }

  /** The offset in the source of a 1-based line and column of the result. */
  originalOffset(line: number, column: number): number {
    const lineStart = offsetOfLine(this.#source, line);
    let original = lineStart + column - 1;
    for (const { offset, text } of this.#ordered()) {
      if (offset < lineStart) continue;
      if (offset >= original) break;
      original = Math.max(offset, original - text.length);
    }
    return original;
  }

  #ordered(): Insertion[] {
    return this.#insertions.toSorted((left, right) => left.offset - right.offset || left.rank - right.rank);
  }
}

function offsetOfLine(source: string, line: number): number {
  let offset = 0;
  for (let current = 1; current < line; current++) {
    const next = source.indexOf('\n', offset);
    if (next === -1) return source.length;
    offset = next + 1;
  }
  return offset;
}
