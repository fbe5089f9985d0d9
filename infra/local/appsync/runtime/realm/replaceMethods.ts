import type { HostServices } from './HostServices.ts';

/**
 * Gives the realm AppSync's own `sort`, `replace` and `replaceAll`, and a conversion to text without stripped methods.
 * A list's method ends as a loop does: AppSync stops it silently after 1,000 calls of its function
 * (aws-appsync-community, issue 371).
 */
export function replaceMethods(host: Pick<HostServices, 'loopLimit' | 'replace' | 'unsupported'>): void {
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
  const { apply } = Reflect;
  type Method = (this: unknown[], ...given: unknown[]) => unknown;
  const counted = (method: Method): Method =>
    function counting(this: unknown[], ...given) {
      const [step] = given;
      if (this.length <= 1000 || typeof step !== 'function') return apply(method, this, given);
      let calls = 0;
      given[0] = (...values: unknown[]) => {
        calls += 1;
        if (calls > 1000) host.loopLimit();
        return apply(step, undefined, values);
      };
      return apply(method, this, given);
    };
  const removable = { configurable: true, writable: true };
  const stepping = ['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'forEach', 'map'];
  stepping.push('reduce', 'reduceRight', 'some');
  for (let index = 0; index < stepping.length; index += 1) {
    const name = stepping[index] as 'map';
    defineProperty(Array.prototype, name, { ...removable, value: counted(Array.prototype[name] as Method) });
  }
  defineProperty(Array.prototype, 'sort', { ...removable, value: methods.sort });
  defineProperty(String.prototype, 'replace', { ...removable, value: methods.replace });
  defineProperty(String.prototype, 'replaceAll', { ...removable, value: methods.replaceAll });
  defineProperty(Object.prototype, Symbol.toPrimitive, { value: methods.text });
}
