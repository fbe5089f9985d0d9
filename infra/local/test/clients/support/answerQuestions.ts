import type { ClientEvent } from './ClientProcess.ts';

interface Question {
  readonly id: number;
  readonly question: string;
  readonly given: readonly unknown[];
}

/** The client's side of `ClientProcess`. */
export function answerQuestions(answers: Readonly<Record<string, (...given: never[]) => unknown>>): void {
  process.on('message', ({ id, question, given }: Question) => {
    void (async () => {
      try {
        const answer = answers[question];
        if (answer === undefined) throw new Error(`Nobody answers ${question}.`);
        process.send?.({ id, value: await answer(...(given as never[])) });
      } catch (error) {
        process.send?.({ id, error: describe(error) });
      }
    })();
  });
}

export function tell(event: ClientEvent): void {
  process.send?.(event);
}

/** Errors, and responses with `errors`, which clients reject with too, as text. */
export function describe(error: unknown): string {
  if (error instanceof Error) return error.cause === undefined ? error.message : describe(error.cause);
  return JSON.stringify(error);
}
