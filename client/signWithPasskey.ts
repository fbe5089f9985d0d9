import type { SignWithPasskey } from './withStepUp.ts';

/** Of a browser's globals, what is used here. */
interface Browser {
  readonly PublicKeyCredential: { parseRequestOptionsFromJSON(options: object): object };
  readonly navigator: {
    readonly credentials: { get(options: { readonly publicKey: object }): Promise<{ toJSON(): object } | null> };
  };
}

/**
 * Has the browser ask for the passkey, on a page of the relying party's domain (Web Authentication Level 3, sections 5.1.4 and 5.1.9). Null where the
 * user declines or has none at hand, which a browser does not tell apart.
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
