import { join } from 'node:path';

/** Paths of what `build.ts` bundles: the schema, a file for each resolver and step, a folder for each function. */
export class Bundles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get schema(): string {
    return join(this.#folder, 'schema.graphql');
  }

  get resolvers(): string {
    return join(this.#folder, 'resolvers');
  }

  get functions(): string {
    return join(this.#folder, 'functions');
  }

  /** Code of a field's resolver, by its coordinate. */
  resolver(coordinate: string): string {
    return join(this.resolvers, `${coordinate}.js`);
  }

  step(name: string): string {
    return join(this.resolvers, 'steps', `${name}.js`);
  }

  /** Folder of a function, by the name of its entry. */
  function(name: string): string {
    return join(this.functions, name);
  }
}

/** Those that `npm pack` puts beside the package's code. */
export const packagedBundles = new Bundles(join(import.meta.dirname, 'bundles'));
