/** Prints the demo's progress: lines for people, or a JSON line per step for programs. */
export interface Progress {
  /** Prints a detail of the current step. */
  note(text: string): void;
  passed(step: string, milliseconds: number): void;
  failed(step: string, milliseconds: number, reason: string): void;
}

type Write = (line: string) => void;

export function peopleProgress(write: Write): Progress {
  return {
    note: (text) => write(`      ${text}`),
    passed: (step, milliseconds) => write(`  ✓ ${step} (${milliseconds} ms)`),
    failed: (step, milliseconds, reason) => write(`  ✗ ${step} (${milliseconds} ms)\n      ${reason}`),
  };
}

/** One line per step: `{"step","ok","milliseconds","notes","reason"?}`. */
export function jsonProgress(write: Write): Progress {
  let notes: string[] = [];
  const line = (members: object) => {
    write(JSON.stringify({ ...members, notes }));
    notes = [];
  };
  return {
    note: (text) => notes.push(text),
    passed: (step, milliseconds) => line({ step, ok: true, milliseconds }),
    failed: (step, milliseconds, reason) => line({ step, ok: false, milliseconds, reason }),
  };
}
