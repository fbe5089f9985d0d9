import { isLasting, isUnauthorized } from './HeliographError.ts';

/** Tokens that are fetched before a refusal counts as final. The app may be about to renew its own token. */
const RENEWALS = 3;

/** Tells passing refusals from final ones. A refused token is final once those fetched afterwards are refused too. */
export class Refusals {
  readonly #renewToken: () => Promise<void>;
  #renewals = 0;

  /** @param renewToken rejects if no token could be asked for */
  constructor(renewToken: () => Promise<void> = async () => {}) {
    this.#renewToken = renewToken;
  }

  isFinal(error: unknown): boolean {
    return isLasting(error) || (isUnauthorized(error) && this.#renewals >= RENEWALS);
  }

  /** Fetches another token. Never rejects. */
  async renewToken(): Promise<void> {
    try {
      await this.#renewToken();
      this.#renewals += 1;
    } catch {
      // The next attempt meets the same, and waits longer.
    }
  }

  /** The present token was accepted. */
  reset(): void {
    this.#renewals = 0;
  }
}
