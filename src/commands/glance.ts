import { glanceCard } from '../cards/glance-card.ts';
import { reference as nameOf } from '../cards/paper-actions.ts';
import { findArxivIds } from '../paper/arxiv-id.ts';
import { nothing, toPerson } from './answers.ts';
import type { Command } from './command.ts';
import { linkedPapers } from './links.ts';

/** A paper in short: what a platform shows below somebody's link to it. The list that was seen last stays as it is. */
export const glance: Command = {
  name: 'glance',
  aliases: [],
  usage: '<link>',
  summary: 'Show in short the paper that a link leads to.',
  details: ['This is what the preview of a link shows. paper shows all of it.'],
  examples: ['glance https://arxiv.org/abs/2310.04415'],
  hidden: true,
  fits: (args) => findArxivIds(args).length > 0 || /^https?:\/\/\S+$/iu.test(args),
  async run(args, _request, parts) {
    const [paper] = await linkedPapers(args, parts);
    if (paper !== undefined) return toPerson(glanceCard(paper), `paper ${nameOf(paper.id)}`);
    return nothing({
      title: 'I do not have this paper',
      text: ['The paper that is linked there is not among the papers here. You can search for its topic instead.'],
    });
  },
};
