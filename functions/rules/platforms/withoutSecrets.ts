/** Shorter parts are words, and no secrets. */
const SHORTEST = 8;

/** Returns a message without the secrets and their lines: a service may quote what it refuses, or one line of a key. */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, ...secret.split(/\r?\n|\\n/)])
    .filter((part) => part.length >= SHORTEST)
    .toSorted((left, right) => right.length - left.length)
    .reduce((text, part) => text.replaceAll(part, '***'), message);
}
