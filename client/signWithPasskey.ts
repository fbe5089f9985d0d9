import type { SignWithPasskey } from './withStepUp.ts';

/** The globals of a browser that are used here. */
interface Browser {
  readonly PublicKeyCredential: { parseRequestOptionsFromJSON(options: object): object };
  readonly navigator: {
    readonly credentials: { get(options: { readonly publicKey: object }): Promise<{ toJSON(): object } | null> };
  };
}

/**
 * Has the browser ask for the passkey. The page must be on the relying party's domain.
 * Returns null if the user declines or has no passkey at hand. A browser does not tell these two apart.
 * See Web Authentication Level 3, sections 5.1.4 and 5.1.9.
 */
export const signWithPasskey: SignWithPasskey = async (options) => {
  const { PublicKeyCredential, navigator } = globalThis as unknown as Browser;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  try {
    return (await navigator.credentials.get({ publicKey }))?.toJSON() ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotAllowedError') return null;
    throw error;
  }
};
