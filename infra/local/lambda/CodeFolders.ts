import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { AwsError } from '../platform/AwsError.ts';
import { cfnResponse } from './cfnResponse.ts';

/**
 * Temporary folders for code without a folder of its own, such as inline code and .zip files. `remove` deletes them.
 */
export class CodeFolders {
  #root: string | undefined;

  /**
   * Returns a folder with `source` as `index.js`, which Node.js takes for a module of either kind by its content.
   * Adds `cfn-response` if the source names it.
   */
  inline(source: string): string {
    const folder = this.#create();
    writeFileSync(join(folder, 'index.js'), source);
    if (source.includes('cfn-response')) {
      mkdirSync(join(folder, 'node_modules'));
      writeFileSync(join(folder, 'node_modules', 'cfn-response.js'), cfnResponse);
    }
    return folder;
  }

  /**
   * Returns the folder itself, or a copy if a `package.json` above it would say what kind of module it is.
   * Nothing is above Lambda's `/var/task`.
   */
  apart(path: string): string {
    const scope = packageScope(path);
    if (scope === undefined || scope === path) return path;
    const folder = this.#create();
    cpSync(path, folder, { recursive: true });
    return folder;
  }

  /** Returns a folder with the content of a .zip file, or with a copy of any other file. */
  unpack(path: string): string {
    const folder = this.#create();
    const content = readFileSync(path);
    if (content.readUInt32LE(0) !== 0x04034b50) {
      writeFileSync(join(folder, relative(dirname(path), path)), content);
      return folder;
    }
    for (const [name, bytes] of zipEntries(content)) {
      const target = join(folder, name);
      if (relative(folder, target).startsWith('..')) {
        throw new AwsError(
          'InvalidParameterValueException',
          `Could not unzip ${path}: it has an entry outside its folder.`,
        );
      }
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
    return folder;
  }

  remove(): void {
    if (this.#root !== undefined) {
      rmSync(this.#root, { recursive: true, force: true });
      this.#root = undefined;
    }
  }

  #create(): string {
    this.#root ??= mkdtempSync(join(tmpdir(), 'local-cloud-lambda-'));
    return mkdtempSync(join(this.#root, 'code-'));
  }
}

/** Returns the nearest folder with a `package.json`, from `folder` upwards. */
function packageScope(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : packageScope(parent);
}

/** Yields the files of a .zip by its central directory (PKWARE APPNOTE 4.3.12), stored or deflated. */
function* zipEntries(zip: Buffer): Generator<readonly [string, Buffer]> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Could not unzip uploaded file: it has no end of central directory.',
    );
  }
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (!name.endsWith('/')) {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + size);
      yield [name, method === 0 ? packed : inflateRawSync(packed)];
    }
  }
}
