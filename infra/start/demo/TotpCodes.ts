import { stepAt, totpCode } from 'local-cloud/totp';

const STEP_MILLISECONDS = 30_000;

/** An authenticator app, read by someone who knows that Cognito takes each code once, and takes the next one already. */
export class TotpCodes {
  readonly #secret: string;
  readonly #waiting: (seconds: number) => void;
  #spent = 0;

  constructor(secret: string, waiting: (seconds: number) => void) {
    this.#secret = secret;
    this.#waiting = waiting;
  }

  /** Calls `answer` with a code that was not used here before; one that an earlier run used is refused as used, and the next is tried. */
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
