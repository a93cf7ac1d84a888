/**
 * Function words of English, in lower case and without apostrophes: they say nothing about what a paper is about, so it is
 * neither found by them nor told from another.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above after again against all also although always am among an and another any anyone are arent as at
  be because been before being below between both but by
  can cannot cant could couldnt
  did didnt do does doesnt doing done dont down due during
  each either else ever every everyone
  few for from further
  get gets give given gives go going got
  had hadnt has hasnt have havent having he hence her here hers herself him himself his how however
  i if im in into instead is isnt it its itself ive
  just
  let like
  made make makes many may maybe me might mine more moreover most much must my myself
  neither no nor not now
  of off often on once one only onto or other others otherwise our ours ourselves out over own
  per perhaps please
  quite
  rather really
  same see shall she should shouldnt since so some something somewhat still such
  tell than that thats the their theirs them themselves then there thereby therefore these they this those though
  through thus to together too toward towards
  under until up upon us use used uses using
  various very via
  was wasnt way we well were werent what whatever when where whereas whether which while who whom whose why will with
  within without wont would wouldnt
  yet you your yours yourself
  e.g i.e`.split(/\s+/),
);
