/** Parts shorter than this are words, not secrets. */
const SHORTEST = 8;

/**
 * A message in which no secret and no line of one is left: a service may repeat what it refuses. Keys come in lines, so a part of one may be repeated
 * alone.
 */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, ...secret.split(/\r?\n|\\n/)])
    .filter((part) => part.length >= SHORTEST)
    .toSorted((left, right) => right.length - left.length)
    .reduce((text, part) => text.replaceAll(part, '***'), message);
}
