import type { Message } from '@aws-sdk/client-sqs';
import type { Account } from './Account.ts';

/** A message as the dry run lists it: ids and reasons, never texts or tokens. */
export interface Item {
  /** What it is, with its ids. */
  readonly what: string;
  /** Why it lies there, as far as the message tells, and where to look. */
  readonly why: string;
}

/** What became of a message. */
export type Outcome = { readonly done: string } | { readonly stays: string };

/** How the messages of a place are described and given back. One object serves one run of the command. */
export interface Method {
  describe(account: Account, message: Message): Promise<Item>;
  /** May be repeated for the same message. */
  redrive(account: Account, message: Message): Promise<Outcome>;
}
