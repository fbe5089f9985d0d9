/** The texts of a code, as Cognito's CustomMessage trigger returns them. */
export interface CodeMessages {
  readonly smsMessage?: string;
  /** HTML. */
  readonly emailMessage?: string;
  readonly emailSubject?: string;
}

/** Septets. An SMS has 160 of them; Cognito takes 140 characters. */
const SEPTETS = 140;
/** UTF-16 units of an SMS of 140 bytes that is not in GSM-7. */
const UNITS = 70;
/** Stands for the code, which has 6 digits, or 8 as a one-time password. */
const CODE = '00000000';

/** The basic character set of GSM 03.38, and the characters that take two septets. */
const basic = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^\\[~]|€');

/** Returns the SMS with a code and what it approves, cut to fit one message of 140 bytes. */
export function smsOf(codeParameter: string, summary: string): string {
  const words = (text: string, code: string) => `${code} confirms: ${text}`;
  const characters = [...withoutBraces(summary)];
  let kept = characters.length;
  let text = characters.join('');
  while (kept > 0 && !fits(words(text, CODE))) {
    kept -= 1;
    text = `${characters.slice(0, kept).join('')}...`;
  }
  return words(text, codeParameter);
}

/** Returns the e-mail with a code and what it approves. */
export function emailOf(codeParameter: string, summary: string): Pick<CodeMessages, 'emailMessage' | 'emailSubject'> {
  return {
    emailSubject: 'Your code to confirm',
    emailMessage:
      `<p>${codeParameter} is your code to confirm:</p><p>${escaped(withoutBraces(summary))}</p>` +
      '<p>If you did not ask for this, give the code to nobody.</p>',
  };
}

/** Cognito fills in what stands in braces. */
function withoutBraces(text: string): string {
  return text.replaceAll('{', '(').replaceAll('}', ')');
}

function fits(text: string): boolean {
  const characters = [...text];
  if (!characters.every((character) => basic.has(character) || extended.has(character))) return text.length <= UNITS;
  return text.length + characters.filter((character) => extended.has(character)).length <= SEPTETS;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
