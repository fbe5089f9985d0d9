import { stepAt, totpCode } from 'local-cloud/totp';

const STEP_MILLISECONDS = 30_000;

/** An authenticator app. Cognito accepts each code once, and the code of the next 30 seconds already now. */
export class TotpCodes {
  readonly #secret: string;
  readonly #waiting: (seconds: number) => void;
  #spent = 0;

  constructor(secret: string, waiting: (seconds: number) => void) {
    this.#secret = secret;
    this.#waiting = waiting;
  }

  /** The code of the 30 seconds before, which Cognito still takes: the next ones stay unused. */
  previous(): string {
    return totpCode(this.#secret, Date.now() - STEP_MILLISECONDS);
  }

  /** Calls `answer` with an unused code. If an earlier run has used that code, calls it again with the next one. */
  async use<Result>(answer: (code: string) => Promise<Result>, isReplay: (error: unknown) => boolean): Promise<Result> {
    for (;;) {
      const step = Math.max(stepAt(Date.now()), this.#spent + 1);
      await this.#until(step - 1);
      this.#spent = step;
      try {
        return await answer(totpCode(this.#secret, step * STEP_MILLISECONDS));
      } catch (error) {
        if (!isReplay(error)) throw error;
      }
    }
  }

  async #until(step: number): Promise<void> {
    const milliseconds = step * STEP_MILLISECONDS - Date.now();
    if (milliseconds <= 0) return;
    this.#waiting(Math.ceil(milliseconds / 1000));
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
