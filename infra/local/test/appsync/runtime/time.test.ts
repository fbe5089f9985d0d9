import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodeFault } from '../../../appsync/runtime/Aborts.ts';
import { JavaDateFormat } from '../../../appsync/runtime/library/JavaDateFormat.ts';
import { evaluate, NOW } from './evaluate.ts';

/** The developer guide's own examples, of 2018-02-06T19:01:35.749Z. */
describe('util.time', () => {
  test.each([
    ['nowISO8601()', '2018-02-06T19:01:35.749Z'],
    ['nowEpochSeconds()', 1517943695],
    ['nowEpochMilliSeconds()', NOW],
    ["nowFormatted('yyyy-MM-dd HH:mm:ssZ')", '2018-02-06 19:01:35+0000'],
    ["nowFormatted('yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth')", '2018-02-07 03:01:35+0800'],
    ["nowFormatted('YYYY-MM-dd HH:mm:ss')", '2018-02-06 19:01:35'],
    ["parseFormattedToEpochMilliSeconds('2018-02-01 01:24:33+0800', 'yyyy-MM-dd HH:mm:ssZ')", 1517419473000],
    [
      "parseFormattedToEpochMilliSeconds('2018-02-01 01:24:33', 'yyyy-MM-dd HH:mm:ss', 'Australia/Perth')",
      1517419473000,
    ],
    ["parseISO8601ToEpochMilliSeconds('2018-02-01T17:21:05.180+08:00')", 1517476865180],
    ["parseISO8601ToEpochMilliSeconds('2018-02-01T17:21:05Z')", 1517505665000],
    ['epochMilliSecondsToSeconds(1517943695750)', 1517943695],
    ['epochMilliSecondsToISO8601(1517943695750)', '2018-02-06T19:01:35.750Z'],
    ["epochMilliSecondsToFormatted(1517943695750, 'yyyy-MM-dd HH:mm:ssZ')", '2018-02-06 19:01:35+0000'],
    [
      "epochMilliSecondsToFormatted(1517943695750, 'yyyy-MM-dd HH:mm:ssZ', 'Australia/Perth')",
      '2018-02-07 03:01:35+0800',
    ],
  ])('%s', (call, value) => {
    expect(evaluate(`util.time.${call}`)).toBe(value);
  });

  test.each([
    "nowFormatted('yyyy', 'Nowhere/Land')",
    "nowFormatted('b')",
    "nowFormatted('yyyy \\'open')",
    'nowFormatted(1)',
    "parseFormattedToEpochMilliSeconds('2018-02-01', 'yyyy/MM/dd', 'UTC')",
    "parseFormattedToEpochMilliSeconds('2018-02-01 10:00', 'yyyy-MM-dd HH:mm')",
    "parseFormattedToEpochMilliSeconds('2018-13-01 10:00', 'yyyy-MM-dd HH:mm', 'UTC')",
    "parseFormattedToEpochMilliSeconds('10:00', 'HH:mm', 'UTC')",
    "parseISO8601ToEpochMilliSeconds('yesterday')",
    "parseISO8601ToEpochMilliSeconds('2018-02-30T00:00:00Z')",
    "epochMilliSecondsToISO8601('x')",
    'epochMilliSecondsToISO8601(1e20)',
  ])('%s is an error of the code', (call) => {
    expect(evaluate(`util.time.${call}`)).toMatchObject({ errorType: 'Code' });
  });
});

/** As java.time.format.DateTimeFormatter, English (United States), writes Friday 2021-01-01T00:05:09.007 and others. */
describe('every letter of a pattern', () => {
  const NEW_YEAR = Date.UTC(2021, 0, 1, 0, 5, 9, 7);
  const AFTERNOON = Date.UTC(2016, 10, 30, 15, 30, 0, 120);
  test.each([
    ['G GGGG GGGGG', NEW_YEAR, 'UTC', 'AD Anno Domini A'],
    ['y yy yyy yyyy yyyyy', NEW_YEAR, 'UTC', '2021 21 2021 2021 02021'],
    ['u uu uuuu', NEW_YEAR, 'UTC', '2021 21 2021'],
    ['M MM MMM MMMM MMMMM', NEW_YEAR, 'UTC', '1 01 Jan January J'],
    ['L LL LLLL', AFTERNOON, 'UTC', '11 11 November'],
    ['d dd D DDD', NEW_YEAR, 'UTC', '1 01 1 001'],
    ['Q QQ QQQ QQQQ q', AFTERNOON, 'UTC', '4 04 Q4 4th quarter 4'],
    ['E EEE EEEE EEEEE', NEW_YEAR, 'UTC', 'Fri Fri Friday F'],
    ['e ee eee eeee c', NEW_YEAR, 'UTC', '6 06 Fri Friday 6'],
    ['Y w ww W', Date.UTC(2021, 11, 28), 'UTC', '2022 1 01 5'],
    ['YYYY w', NEW_YEAR, 'UTC', '2021 1'],
    ['H HH k kk K KK h hh a', NEW_YEAR, 'UTC', '0 00 24 24 0 00 12 12 AM'],
    ['H k K h a', AFTERNOON, 'UTC', '15 15 3 3 PM'],
    ['m mm s ss', NEW_YEAR, 'UTC', '5 05 9 09'],
    ['S SS SSS SSSSSS SSSSSSSSS', AFTERNOON, 'UTC', '1 12 120 120000 120000000'],
    ['A n N', NEW_YEAR, 'UTC', '309007 7000000 309007000000'],
    ['F', NEW_YEAR, 'UTC', '1'],
    ['VV', NEW_YEAR, 'Europe/Paris', 'Europe/Paris'],
    ['z zzzz', AFTERNOON, 'America/Los_Angeles', 'PST Pacific Standard Time'],
    ['z zzzz', Date.UTC(2016, 6, 1), 'America/New_York', 'EDT Eastern Daylight Time'],
    ['z', AFTERNOON, 'UTC', 'UTC'],
    ['O OOOO', AFTERNOON, 'Asia/Kolkata', 'GMT+5:30 GMT+05:30'],
    ['O OOOO', AFTERNOON, 'UTC', 'GMT GMT'],
    ['X XX XXX XXXX XXXXX', AFTERNOON, 'Asia/Kolkata', '+0530 +0530 +05:30 +0530 +05:30'],
    ['X XX XXX', AFTERNOON, 'America/Los_Angeles', '-08 -0800 -08:00'],
    ['X XXX x xx xxx', AFTERNOON, 'UTC', 'Z Z +00 +0000 +00:00'],
    ['Z ZZZ ZZZZ ZZZZZ', AFTERNOON, '+08:00', '+0800 +0800 GMT+08:00 +08:00'],
    ['ZZZZZ ZZZZ', AFTERNOON, 'UTC', 'Z GMT'],
    ['ppH ppppd', NEW_YEAR, 'UTC', ' 0    1'],
    ["yyyy-MM-dd'T'HH:mm''ss[.SSS]", NEW_YEAR, 'UTC', "2021-01-01T00:05'09.007"],
    ["h 'o''clock' a", AFTERNOON, 'UTC', "3 o'clock PM"],
  ])('%s', (pattern, instant, zone, text) => {
    expect(new JavaDateFormat(pattern).format(instant, zone)).toBe(text);
  });

  test.each(['yyyy{', ']', 'ddd', 'HHH', 'VVV', 'OO', 'XXXXXX', 'i', 'p'])('%s is refused', (pattern) => {
    expect(() => new JavaDateFormat(pattern)).toThrow(CodeFault);
  });
});

describe('parsing', () => {
  test.each([
    ['20180201012433+0800', 'yyyyMMddHHmmssZ', '2018-01-31T17:24:33.000Z'],
    ['Tue, 6 Feb 2018 07:01:35 PM GMT', 'EEE, d MMM yyyy hh:mm:ss a z', '2018-02-06T19:01:35.000Z'],
    ['2018-037 19', 'yyyy-DDD HH', '2018-02-06T19:00:00.000Z'],
    ['2018-02-06T19:01', "yyyy-MM-dd'T'HH:mm[:ss]", '2018-02-06T19:01:00.000Z'],
    ['2018-02-06T19:01:02', "yyyy-MM-dd'T'HH:mm[:ss]", '2018-02-06T19:01:02.000Z'],
    ['2018-02-31 00:00', 'yyyy-MM-dd HH:mm', '2018-02-28T00:00:00.000Z'],
    ['18-02-06 12 AM', 'yy-MM-dd hh a', '2018-02-06T00:00:00.000Z'],
    ['2018-02-06 00:00 Europe/Paris', 'yyyy-MM-dd HH:mm VV', '2018-02-05T23:00:00.000Z'],
    ['2018-02-06 00:00 -03:30', 'yyyy-MM-dd HH:mm XXX', '2018-02-06T03:30:00.000Z'],
    ['2018-02-06 00:00 GMT+8', 'yyyy-MM-dd HH:mm O', '2018-02-05T16:00:00.000Z'],
    ['2018-02-06 00:00:00.123456', 'yyyy-MM-dd HH:mm:ss.SSSSSS', '2018-02-06T00:00:00.123Z'],
  ])('%s by %s', (text, pattern, iso) => {
    expect(new Date(new JavaDateFormat(pattern).parse(text, 'UTC')).toISOString()).toBe(iso);
  });

  test('a local time that occurs twice is the earlier, one that is skipped is moved on', () => {
    const format = new JavaDateFormat('yyyy-MM-dd HH:mm');
    expect(new Date(format.parse('2016-11-06 01:30', 'America/New_York')).toISOString()).toBe(
      '2016-11-06T05:30:00.000Z',
    );
    expect(new Date(format.parse('2016-03-13 02:30', 'America/New_York')).toISOString()).toBe(
      '2016-03-13T07:30:00.000Z',
    );
  });

  test('what a full pattern writes, it reads back', () => {
    const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) });
    const zones = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', '+09:30');
    const patterns = fc.constantFrom(
      'yyyy-MM-dd HH:mm:ss.SSSXXX',
      'EEEE, d MMMM uuuu h:mm:ss.SSS a xx',
      'yyyyDDDAZ',
      "YYYY-'W'ww-e kk:mm:ss.SSSSSSSSS OOOO",
      'D/y K m s n a ZZZZZ',
    );
    fc.assert(
      fc.property(instants, zones, patterns, (instant, zone, pattern) => {
        const format = new JavaDateFormat(pattern);
        expect(format.parse(format.format(instant, zone), undefined)).toBe(instant);
      }),
    );
  });
});
