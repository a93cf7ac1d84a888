import { abstract } from './abstract.ts';
import { cite } from './cite.ts';
import type { Command } from './command.ts';
import { daily } from './daily.ts';
import { edit } from './edit.ts';
import { forget } from './forget.ts';
import { glance } from './glance.ts';
import { createHelp } from './help.ts';
import { home } from './home.ts';
import { links } from './links.ts';
import { list } from './list.ts';
import { more, page } from './page.ts';
import { next } from './next.ts';
import { pause } from './pause.ts';
import { post } from './post.ts';
import { resume } from './resume.ts';
import { skip } from './skip.ts';
import { overhear } from './overhear.ts';
import { paper } from './paper.ts';
import { preview } from './preview.ts';
import { random } from './random.ts';
import { recap } from './recap.ts';
import { related } from './related.ts';
import { save } from './save.ts';
import { saved } from './saved.ts';
import { search } from './search.ts';
import { createShare } from './share.ts';
import { similar } from './similar.ts';
import { status } from './status.ts';
import { subscribe } from './subscribe.ts';
import { createThere } from './there.ts';
import { today } from './today.ts';
import { trending } from './trending.ts';
import { unsave } from './unsave.ts';
import { unsubscribe } from './unsubscribe.ts';
import { dislike, like, unvote } from './vote.ts';
import { why } from './why.ts';

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
  edit,
  pause,
  resume,
  skip,
  next,
  preview,
  post,
  unsubscribe,
  why,
  recap,
  status,
];

/** What only buttons and platforms say. */
const pressed: readonly Command[] = [
  forget,
  page,
  daily,
  abstract,
  links,
  glance,
  overhear,
  related,
  home,
  like,
  dislike,
  unvote,
];

const answering: readonly Command[] = [...spoken, ...pressed];
const others: readonly Command[] = [
  ...answering,
  createShare(answering),
  createThere([list, edit, pause, resume, skip, next, post, unsubscribe, preview]),
];

/** Every command, in the order in which help shows them. */
export const commands: readonly Command[] = [...others, createHelp(others)];
