import type { Principal } from './Principal.ts';

/** The owner and secret of an access key, to verify a signature. */
export interface Credential {
  readonly secretAccessKey: string;
  /** Temporary credentials must present it. */
  readonly sessionToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiration?: number;
  readonly principal: Principal;
}

/** Finds the owner of an access key id. `iam/` is the one implementation. */
export interface CredentialSource {
  /** Returns `undefined` if the id is unknown or its role is gone. */
  findCredential(accessKeyId: string): Credential | undefined;
}
