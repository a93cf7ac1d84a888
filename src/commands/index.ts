import { cite } from './cite.ts';
import type { Command } from './command.ts';
import { createHelp } from './help.ts';
import { list } from './list.ts';
import { more, page } from './page.ts';
import { paper } from './paper.ts';
import { random } from './random.ts';
import { save } from './save.ts';
import { saved } from './saved.ts';
import { search } from './search.ts';
import { similar } from './similar.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { today } from './today.ts';
import { trending } from './trending.ts';
import { unsave } from './unsave.ts';
import { unsubscribe } from './unsubscribe.ts';

const spoken: readonly Command[] = [
  search,
  more,
  paper,
  similar,
  today,
  trending,
  random,
  save,
  unsave,
  saved,
  cite,
  subscribe,
  list,
  unsubscribe,
  status,
  page,
];

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [...spoken, createHelp(spoken)];
