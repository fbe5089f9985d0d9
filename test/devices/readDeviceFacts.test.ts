import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalLocale } from '../../functions/rules/devices/normalLocale.ts';
import { normalTimeZone } from '../../functions/rules/devices/normalTimeZone.ts';
import { readDeviceFacts } from '../../functions/rules/devices/readDeviceFacts.ts';
import { isLanguageTag } from '../../functions/rules/isLanguageTag.ts';

describe('a locale', () => {
  it.each([
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['pt_br', 'pt-BR'],
    // CLDR, ICU.
    ['zh_Hans_CN', 'zh-Hans-CN'],
    ['en_US_POSIX', 'en-US-u-va-posix'],
    ['sr_Latn_RS', 'sr-Latn-RS'],
    ['de_DE@collation=phonebook', 'de-DE'],
    ['en@calendar=buddhist;numbers=thai', 'en'],
    // Java.
    ['zh_CN_#Hans', 'zh-Hans-CN'],
    ['zh_TW_#Hant', 'zh-Hant-TW'],
    ['sr__#Latn', 'sr-Latn'],
    ['sr_BA_#Cyrl', 'sr-Cyrl-BA'],
    ['th_TH_TH_#u-nu-thai', 'th-TH-u-nu-thai'],
    ['zh_CN_#Hans-x-java', 'zh-Hans-CN-x-java'],
    ['iw_IL', 'he-IL'],
    ['in_ID', 'id-ID'],
    // POSIX.
    ['de_DE.UTF-8', 'de-DE'],
    ['sr_RS.UTF-8@latin', 'sr-Latn-RS'],
    ['de_AT@euro', 'de-AT'],
    // RFC 5646 alone.
    ['zh-cmn-Hans-CN', 'zh-cmn-Hans-CN'],
    ['sl-rozaj', 'sl-rozaj'],
    ['es-419', 'es-419'],
  ])('%s is %s', (text, tag) => {
    expect(normalLocale(text)).toBe(tag);
  });

  it.each(['', ' ', 'C', 'C.UTF-8', 'POSIX', 'und', '_US', 'not a locale', '!!', 'de CH', '\ud800', 'x'.repeat(5000)])(
    '%j is none',
    (text) => {
      expect(normalLocale(text)).toBeNull();
    },
  );
});

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['GMT+02:00', 'Etc/GMT-2'],
    ['GMT-0300', 'Etc/GMT+3'],
    ['UTC+1', 'Etc/GMT-1'],
    ['GMT+00:00', 'Etc/UTC'],
  ])('%s is %s', (text, name) => {
    expect(normalTimeZone(text)).toBe(name);
  });

  it.each(['', 'Etc/Unknown', 'Mars/Olympus', 'GMT+05:30', 'GMT+99', '\u0000', 'x'.repeat(65)])(
    '%j is none',
    (text) => {
      expect(normalTimeZone(text)).toBeNull();
    },
  );
});

it('takes any text without a throw: a fact is in its form, and whatever is not there was reported', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 70 }),
    fc.stringMatching(/^[a-zA-Z]{1,4}([_-]{1,2}#?[A-Za-z0-9]{1,9}){0,4}([.@][a-z=;]{0,9})?$/),
    fc.stringMatching(/^(GMT|UTC|Etc\/)?[+-]?[0-9:]{0,6}$/),
  );
  const facts = ['name', 'appVersion', 'locale', 'timeZone'] as const;
  fc.assert(
    fc.property(fc.record(Object.fromEntries(facts.map((name) => [name, fc.option(text)]))), (told) => {
      const input = { deviceId: 'phone', address: {}, ...told };
      const { facts: taken, ignored } = readDeviceFacts(input);
      for (const name of facts) {
        const reported = ignored.some(({ field }) => field === `input.${name}`);
        expect(Object.hasOwn(taken, name)).toBe(!!told[name] && !reported);
      }
      expect(Object.values(taken).every((fact) => fact !== '' && fact.isWellFormed())).toBe(true);
      if (taken.locale !== undefined) {
        expect(isLanguageTag(taken.locale) && taken.locale.length <= 35).toBe(true);
        expect(normalLocale(taken.locale)).toBe(taken.locale);
      }
      if (taken.timeZone !== undefined) expect(normalTimeZone(taken.timeZone)).toBe(taken.timeZone);
    }),
  );
});
