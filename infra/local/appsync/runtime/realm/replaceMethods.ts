import type { HostServices } from './HostServices.ts';

/**
 * Gives the realm AppSync's own `sort`, `replace` and `replaceAll`, and a conversion to text without stripped methods.
 */
export function replaceMethods(host: Pick<HostServices, 'replace' | 'unsupported'>): void {
  const { defineProperty } = Object;
  const isArray = Array.isArray;
  const join = Function.prototype.call.bind(Array.prototype.join) as (list: unknown) => string;
  const sort = Function.prototype.call.bind(Array.prototype.sort) as (list: unknown) => unknown[];
  const methods = {
    sort(this: unknown, ...given: unknown[]) {
      if (given.length > 0) host.unsupported('Array.prototype.sort does not support arguments.');
      return sort(this);
    },
    replace(this: string, pattern: unknown, replacement: unknown) {
      return host.replace(`${this}`, pattern, replacement, false);
    },
    replaceAll(this: string, pattern: unknown, replacement: unknown) {
      return host.replace(`${this}`, pattern, replacement, true);
    },
    text(this: unknown, hint: string) {
      const text = typeof this === 'function' ? 'function' : isArray(this) ? join(this) : '[object Object]';
      return hint === 'number' ? +text : text;
    },
  };
  const removable = { configurable: true, writable: true };
  defineProperty(Array.prototype, 'sort', { ...removable, value: methods.sort });
  defineProperty(String.prototype, 'replace', { ...removable, value: methods.replace });
  defineProperty(String.prototype, 'replaceAll', { ...removable, value: methods.replaceAll });
  defineProperty(Object.prototype, Symbol.toPrimitive, { value: methods.text });
}
