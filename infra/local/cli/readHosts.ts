import { UsageError } from './UsageError.ts';

/** Reads `--allow-host`, given any number of times. Throws a UsageError for what is not a name or an address alone. */
export function readHosts(texts: readonly string[] = []): readonly string[] {
  for (const text of texts) {
    // A port, a scheme or a path would make the URL's host another text.
    if (URL.parse(`http://${text}`)?.hostname !== text.toLowerCase()) {
      throw new UsageError(`--allow-host must be a name or an address without a port, not "${text}".`);
    }
  }
  return texts;
}
