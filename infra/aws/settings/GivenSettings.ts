import { Token } from 'aws-cdk-lib';
import { allowedThresholds, readThresholds } from './readThresholds.ts';

interface WholeBounds {
  /** @default 1 */
  readonly least?: number;
  /** @default 999,999,999 */
  readonly most?: number;
}

interface TextsBounds {
  /** The most members. */
  readonly most: number;
  /** The form in words. */
  readonly allowed: string;
}

/**
 * The settings as they are given: by `cdk.json`, or by the command line, which gives text. Every method throws an Error
 * that names a wrong setting and what it allows. CloudFormation would refuse it late or never.
 */
export class GivenSettings {
  readonly #read: (name: string) => unknown;
  readonly #prefix: string;

  /** `prefix` begins a setting's name in errors. */
  constructor(read: (name: string) => unknown, prefix = 'context heliograph:') {
    this.#read = read;
    this.#prefix = prefix;
  }

  /** Returns what is given, or undefined. */
  value(name: string): unknown {
    return this.#read(name) ?? undefined;
  }

  /** Returns a whole number, or undefined if none is given. */
  whole(name: string, { least = 1, most }: WholeBounds = {}): number | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    const number = /^(0|[1-9]\d{0,8})$/.test(`${value}`) ? Number(value) : Number.NaN;
    if (number >= least && number <= (most ?? number)) return number;
    return this.refuse(name, `a whole number from ${least}${most === undefined ? '' : ` to ${most}`}`);
  }

  /** Returns text of this form, or undefined if none is given. `allowed` says the form in words. */
  text(name: string, form: RegExp, allowed: string): string | undefined {
    const value = this.value(name);
    if (value === undefined || isText(value, form)) return value;
    return this.refuse(name, allowed);
  }

  /** Returns texts of this form without doubles, as a list or as `a,b`. None unless given. */
  texts(name: string, form: RegExp, { most, allowed }: TextsBounds): readonly string[] {
    const members = this.list(name);
    const isMember = (member: unknown): member is string => isText(member, form);
    return members?.every(isMember) && members.length <= most ? members : this.refuse(name, allowed);
  }

  /** Returns whether it is on: off unless set. */
  isOn(name: string): boolean {
    const value = `${this.value(name) ?? false}`;
    if (value !== 'true' && value !== 'false') return this.refuse(name, 'true or false');
    return value === 'true';
  }

  /** Returns one of these words, the first unless set. */
  oneOf<Word extends string>(name: string, [first, ...others]: readonly [Word, ...Word[]]): Word {
    const value = this.value(name) ?? first;
    const word = [first, ...others].find((each) => each === value);
    return word ?? this.refuse(name, [first, ...others].join(' or '));
  }

  /** Returns each member of a list without doubles, unjudged: `FCM`, or `APNS,FCM`. Null if it is none. */
  list(name: string): readonly unknown[] | null {
    const value = this.value(name) ?? [];
    const members: unknown = typeof value === 'string' ? value.split(',') : value;
    return Array.isArray(members) && new Set(members).size === members.length ? members : null;
  }

  /** Returns each threshold as it is given, or as it is unless set. */
  thresholds<Name extends string>(name: string, bounds: Parameters<typeof readThresholds<Name>>[1]) {
    return readThresholds(this.value(name), bounds) ?? this.refuse(name, allowedThresholds(bounds));
  }

  refuse(name: string, allowed: string): never {
    throw new Error(`The ${this.#prefix}${name} is ${JSON.stringify(this.value(name))}; it is ${allowed}.`);
  }
}

/** A construct's property may be an attribute of another resource. CloudFormation knows its text, nobody before. */
function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && (Token.isUnresolved(value) || form.test(value));
}
